package terse.url;

/** IPv4 addresses in every form browsers accept: decimal, octal, hex, one to four parts. */
final class Ipv4Address {
  private static final long NOT_A_NUMBER = -1;
  private static final long ABOVE_ANY_ADDRESS = 1L << 32;

  private Ipv4Address() {}

  /** Whether browsers take a host for an IPv4 address: its last label is a number. */
  static boolean isMeantBy(String host) {
    int end = host.endsWith(".") ? host.length() - 1 : host.length();
    String last = host.substring(host.lastIndexOf('.', end - 1) + 1, end);
    return !last.isEmpty() && (isDigits(last, 10) || number(last) != NOT_A_NUMBER);
  }

  /** The dotted decimal form of an address. */
  static String parse(String host) {
    String[] parts =
        (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).split("\\.", -1);
    if (parts.length > 4) {
      throw Refusal.IPV4.fault();
    }
    long address = 0;
    for (int i = 0; i < parts.length - 1; i++) {
      address = (address << 8) | number(parts[i], 256);
    }
    int restBits = 8 * (5 - parts.length);
    return dotted((address << restBits) | number(parts[parts.length - 1], 1L << restBits));
  }

  private static long number(String part, long limit) {
    long number = number(part);
    if (number == NOT_A_NUMBER || number >= limit) {
      throw Refusal.IPV4.fault();
    }
    return number;
  }

  private static long number(String part) {
    if (part.isEmpty()) {
      return NOT_A_NUMBER;
    }
    boolean hex = part.startsWith("0x") || part.startsWith("0X");
    int radix = hex ? 16 : part.startsWith("0") ? 8 : 10;
    String digits = hex ? part.substring(2) : part;
    return isDigits(digits, radix) ? value(digits, radix) : NOT_A_NUMBER;
  }

  private static boolean isDigits(String text, int radix) {
    return text.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
  }

  private static long value(String digits, int radix) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      value = Math.min(value * radix + Character.digit(digits.charAt(i), radix), ABOVE_ANY_ADDRESS);
    }
    return value;
  }

  private static String dotted(long address) {
    return (address >> 24)
        + "."
        + ((address >> 16) & 255)
        + "."
        + ((address >> 8) & 255)
        + "."
        + (address & 255);
  }
}
