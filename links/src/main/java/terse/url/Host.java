package terse.url;

/** The host of a URL: a domain name or an address (URL Standard, section 3.5). */
final class Host {
  private static final String FORBIDDEN = " #/:<>?@[\\]^|%\u007F";

  private Host() {}

  /** The serialised form of a host as it stands in a URL. */
  static String parse(String text) {
    if (text.isEmpty()) {
      throw Refusal.NO_HOST.fault();
    }
    if (text.charAt(0) == '[') {
      return bracketed(text);
    }
    String name = DomainNames.toAscii(PercentEncoding.decode(text));
    checkCharacters(name);
    return Ipv4Address.isMeantBy(name) ? Ipv4Address.parse(name) : name;
  }

  private static String bracketed(String text) {
    if (!text.endsWith("]")) {
      throw Refusal.IPV6.fault();
    }
    return "[" + Ipv6Address.parse(text.substring(1, text.length() - 1)) + "]";
  }

  private static void checkCharacters(String name) {
    if (name.isEmpty()) {
      throw Refusal.DOMAIN.fault();
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || FORBIDDEN.indexOf(c) >= 0) {
        throw Refusal.HOST_CHARACTER.fault();
      }
    }
  }
}
