package terse.link;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.LinkQuery.Sort;

/**
 * Where a page of a listing ended. It names the last link by what it was sorted by and not by a row
 * number, so links that come and go between pages neither repeat nor hide others.
 *
 * @param sort the order of the listing
 * @param value what the last link was sorted by, see {@link #valueOf}
 * @param key the last link's key, which breaks ties
 */
public record LinkCursor(Sort sort, String value, LinkKey key) {
  /** How many code points of a text take part in sorting, so that cursors stay short. */
  public static final int SORTED_LENGTH = 128;

  private static final Pattern FORM =
      Pattern.compile("([NOTU]) (\\d{1,9}) (\\d{1,9}) (\\d{1,18}) (.*)", Pattern.DOTALL);
  private static final Pattern MILLIS = Pattern.compile("-?\\d{1,18}");

  /** The cursor of a page that ends with this link. */
  public static LinkCursor at(Sort sort, Link link) {
    return new LinkCursor(sort, valueOf(sort, link), link.key());
  }

  /**
   * What a link is sorted by: its creation in epoch milliseconds, or the first {@link
   * #SORTED_LENGTH} code points of its target or its title, the title with A to Z in lower case and
   * empty if there is none.
   */
  public static String valueOf(Sort sort, Link link) {
    return switch (sort) {
      case NEWEST, OLDEST -> Long.toString(link.createdAt().toEpochMilli());
      case TARGET -> head(link.target());
      case TITLE -> lowerAscii(head(link.title() == null ? "" : link.title()));
    };
  }

  /** The cursor as callers see it: opaque, safe in a URL. */
  public String text() {
    String plain = "%s %d %d %d ".formatted(tag(sort), key.domain(), key.epoch(), key.number());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((plain + value).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor back.
   *
   * @throws TerseException {@code INVALID_CURSOR} if {@link #text} of this sort did not make it
   */
  public static LinkCursor parse(Sort sort, String text) {
    Matcher matcher = FORM.matcher(decoded(text));
    if (!matcher.matches() || !matcher.group(1).equals(tag(sort))) {
      throw invalid();
    }
    int domain = Integer.parseInt(matcher.group(2));
    String value = matcher.group(5);
    if (domain < 1 || (isTime(sort) && !MILLIS.matcher(value).matches())) {
      throw invalid();
    }
    int epoch = Integer.parseInt(matcher.group(3));
    return new LinkCursor(
        sort, value, new LinkKey(domain, epoch, Long.parseLong(matcher.group(4))));
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static boolean isTime(Sort sort) {
    return sort == Sort.NEWEST || sort == Sort.OLDEST;
  }

  private static String tag(Sort sort) {
    return switch (sort) {
      case NEWEST -> "N";
      case OLDEST -> "O";
      case TITLE -> "T";
      case TARGET -> "U";
    };
  }

  private static String head(String text) {
    return text.codePointCount(0, text.length()) <= SORTED_LENGTH
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SORTED_LENGTH));
  }

  private static String lowerAscii(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c + 32));
      }
    }
    return lower.toString();
  }

  private static TerseException invalid() {
    return new TerseException(
        Fault.INVALID_CURSOR,
        "Take the cursor from the page before, with the same sort, or leave it out to start.");
  }
}
