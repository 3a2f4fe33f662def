package terse.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import terse.code.Alphabet;

/** The types that settings have: how each is read from text. */
final class Values {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kmg]?)b?");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Values() {}

  static Function<String, Integer> integer(int min, int max) {
    return text -> {
      String wanted = "a whole number from " + min + " to " + max;
      long value = digits(text, wanted);
      if (value < min || value > max) {
        throw new IllegalArgumentException(wanted);
      }
      return (int) value;
    };
  }

  /** Whole numbers from one to another. */
  record Range(int least, int most) {}

  /** Two numbers such as {@code 4-50}, the first not above the second. */
  static Function<String, Range> range(int min, int max) {
    return text -> {
      String wanted = "two numbers such as 4-50, from " + min + " to " + max;
      String[] ends = text.split("-", 2);
      if (ends.length < 2) {
        throw new IllegalArgumentException(wanted);
      }
      long least = digits(ends[0].strip(), wanted);
      long most = digits(ends[1].strip(), wanted);
      if (least < min || most > max || least > most) {
        throw new IllegalArgumentException(wanted);
      }
      return new Range((int) least, (int) most);
    };
  }

  /** A named alphabet or symbols; whoever gives others is told what is wrong with them. */
  static Alphabet alphabet(String text) {
    try {
      return Alphabet.named(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the name of an alphabet, or symbols that make one (" + e.getMessage() + ")", e);
    }
  }

  static long size(String text) {
    Matcher m = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException("a size such as 64k, 16m or 2g");
    }
    int thousands = m.group(2).isEmpty() ? 0 : " kmg".indexOf(m.group(2));
    return Long.parseLong(m.group(1)) << (10 * thousands);
  }

  static Duration duration(String text) {
    Matcher m = TIME.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("a time such as 500ms, 10s, 5m, 12h or 1d");
    }
    long amount = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  static Function<String, Duration> duration(Duration least) {
    return text -> {
      Duration value = duration(text);
      if (value.compareTo(least) < 0) {
        throw new IllegalArgumentException("a time of " + least.toSeconds() + "s or more");
      }
      return value;
    };
  }

  static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
    List<E> all = Arrays.asList(type.getEnumConstants());
    return text ->
        all.stream()
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("one of " + choices(type)));
  }

  static <E extends Enum<E>> String choices(Class<E> type) {
    return String.join(
        ", ",
        Arrays.stream(type.getEnumConstants())
            .map(e -> e.name().toLowerCase(Locale.ROOT))
            .toList());
  }

  static Path path(String text) {
    if (text.isEmpty() || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a path");
    }
    return Path.of(text);
  }

  static String text(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("not empty");
    }
    return text;
  }

  static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false");
    };
  }

  /** The address of a PostgreSQL database, which is shown and so must hold no secret. */
  static String database(String text) {
    if (!text.matches("jdbc:postgresql://[^@]+") || text.contains("password=")) {
      throw new IllegalArgumentException(
          "an address such as jdbc:postgresql://db:5432/terse, without a password");
    }
    return text;
  }

  /** Comma-separated {@code host:port}; empty text is the empty list. */
  static List<String> servers(String text) {
    List<String> servers = list(text);
    if (!servers.stream().allMatch(server -> server.matches("[^:\\s]+:[1-9]\\d{0,4}"))) {
      throw new IllegalArgumentException("servers such as c1:9042,c2:9042");
    }
    return servers;
  }

  /** The name of a keyspace, as it needs no quotes. */
  static String keyspace(String text) {
    if (!text.matches("[a-z][a-z0-9_]{0,47}")) {
      throw new IllegalArgumentException("lower-case letters, digits and _, at most 48");
    }
    return text;
  }

  /** Comma-separated; empty text is the empty list. */
  static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** An http or https origin, such as {@code https://sho.rt}, without a path. */
  static URI origin(String text) {
    String wanted = "an origin such as https://example.org, without a path";
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web
          || uri.getHost() == null
          || !uri.getRawPath().isEmpty()
          || uri.getRawUserInfo() != null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null) {
        throw new IllegalArgumentException(wanted);
      }
      return uri;
    } catch (java.net.URISyntaxException e) {
      throw new IllegalArgumentException(wanted, e);
    }
  }

  private static long digits(String text, String wanted) {
    if (!text.matches("\\d{1,10}")) {
      throw new IllegalArgumentException(wanted);
    }
    return Long.parseLong(text);
  }
}
