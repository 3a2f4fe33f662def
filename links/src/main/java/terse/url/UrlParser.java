package terse.url;

import java.util.Locale;

/**
 * One parse of one input: the URL Standard's state machine (section 4.4), cut down to absolute http
 * and https URLs, where every backslash before the query counts as a slash.
 */
final class UrlParser {
  private final String input;
  private final StringBuilder out;
  private String host = "";
  private int hostStart;
  private String port = "";
  private boolean hasUserinfo;

  UrlParser(String input) {
    this.input = withoutLineBreaks(trim(input));
    this.out = new StringBuilder(this.input.length() + 16);
  }

  /** The serialised URL. */
  String parse() {
    int authority = readScheme();
    while (isSlash(authority)) {
      authority++;
    }
    int path = end(authority, "/\\?#");
    readAuthority(authority, path);
    int query = end(path, "?#");
    new PathWriter(input, out).write(path, query);
    int fragment = end(query, "#");
    PercentEncoding.QUERY.append(out, input, query, fragment);
    PercentEncoding.FRAGMENT.append(out, input, fragment, input.length());
    return out.toString();
  }

  /** The serialised host, once parsed. */
  String host() {
    return host;
  }

  /** Where in the serialised URL the host starts, once parsed. */
  int hostStart() {
    return hostStart;
  }

  /** The port where it is not the scheme's own, else empty. */
  String port() {
    return port;
  }

  /** Whether there was an @ before the host, once parsed. */
  boolean hasUserinfo() {
    return hasUserinfo;
  }

  private int readScheme() {
    int colon = schemeEnd();
    String scheme = input.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw Refusal.SCHEME.fault();
    }
    out.append(scheme).append("://");
    return colon + 1;
  }

  private int schemeEnd() {
    if (input.isEmpty()) {
      throw Refusal.EMPTY.fault();
    }
    for (int i = 0; i < input.length(); i++) {
      char c = input.charAt(i);
      if (c == ':' && i > 0) {
        return i;
      }
      if (!isLetter(c) && (i == 0 || (!isDigit(c) && "+-.".indexOf(c) < 0))) {
        break;
      }
    }
    throw Refusal.RELATIVE.fault();
  }

  private void readAuthority(int from, int to) {
    int at = input.lastIndexOf('@', to - 1);
    hasUserinfo = at >= from;
    if (hasUserinfo) {
      writeUserinfo(from, at);
    }
    int hostFrom = hasUserinfo ? at + 1 : from;
    int colon = portColon(hostFrom, to);
    host = Host.parse(input.substring(hostFrom, colon));
    hostStart = out.length();
    out.append(host);
    writePort(colon + 1, to);
  }

  private void writeUserinfo(int from, int at) {
    int colon = input.indexOf(':', from);
    int nameEnd = colon < 0 || colon > at ? at : colon;
    PercentEncoding.USERINFO.append(out, input, from, nameEnd);
    if (nameEnd + 1 < at) {
      out.append(':');
      PercentEncoding.USERINFO.append(out, input, nameEnd + 1, at);
    }
    if (at > from && !(nameEnd == from && nameEnd + 1 == at)) {
      out.append('@');
    }
  }

  /** The index of the colon before the port, outside brackets; {@code to} if there is none. */
  private int portColon(int from, int to) {
    boolean bracketed = false;
    for (int i = from; i < to; i++) {
      char c = input.charAt(i);
      bracketed = c == '[' || (bracketed && c != ']');
      if (c == ':' && !bracketed) {
        return i;
      }
    }
    return to;
  }

  private void writePort(int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = isDigit(input.charAt(i)) ? value * 10 + input.charAt(i) - '0' : Integer.MAX_VALUE;
      if (value > 65_535) {
        throw Refusal.PORT.fault();
      }
    }
    boolean own = value == (out.charAt(4) == 's' ? 443 : 80);
    if (from < to && !own) {
      port = Integer.toString(value);
      out.append(':').append(port);
    }
  }

  /** The first index at or after {@code from} of one of the delimiters, or the input's end. */
  private int end(int from, String delimiters) {
    int i = from;
    while (i < input.length() && delimiters.indexOf(input.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  private boolean isSlash(int index) {
    return index < input.length() && (input.charAt(index) == '/' || input.charAt(index) == '\\');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Drops controls and spaces at both ends. */
  private static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) <= ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) <= ' ') {
      to--;
    }
    return text.substring(from, to);
  }

  private static String withoutLineBreaks(String text) {
    boolean clean = text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && text.indexOf('\t') < 0;
    return clean ? text : text.replaceAll("[\\t\\n\\r]", "");
  }
}
