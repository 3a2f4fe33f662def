package terse.url;

/** IPv6 addresses as they stand between brackets: parsed leniently, written shortest (RFC 5952). */
final class Ipv6Address {
  private final String text;
  private final int[] pieces = new int[8];
  private int at;
  private int piece;
  private int compress = -1;

  private Ipv6Address(String text) {
    this.text = text;
  }

  /** The shortest form of an address, without brackets. */
  static String parse(String text) {
    var address = new Ipv6Address(text);
    address.read();
    return address.shortest();
  }

  private void read() {
    if (is(0, ':')) {
      require(is(1, ':'));
      at = 2;
      compress = ++piece;
    }
    while (at < text.length()) {
      require(piece < 8);
      if (is(at, ':')) {
        require(compress < 0);
        at++;
        compress = ++piece;
      } else if (!readPiece()) {
        break;
      }
    }
    spread();
  }

  /** Reads up to four hex digits; false if they began an IPv4 address, which ends the text. */
  private boolean readPiece() {
    int start = at;
    int value = 0;
    for (; at - start < 4 && digit(16) >= 0; at++) {
      value = (value << 4) | digit(16);
    }
    if (is(at, '.')) {
      require(at > start && piece <= 6);
      at = start;
      readIpv4();
      return false;
    }
    if (is(at, ':')) {
      require(++at < text.length());
    } else {
      require(at == text.length());
    }
    pieces[piece++] = value;
    return true;
  }

  private void readIpv4() {
    for (int seen = 0; seen < 4; seen++) {
      if (seen > 0) {
        require(is(at, '.'));
        at++;
      }
      pieces[piece] = (pieces[piece] << 8) | readOctet();
      piece += seen & 1;
    }
    require(at == text.length());
  }

  private int readOctet() {
    require(digit(10) >= 0);
    int value = digit(10);
    boolean leadingZero = value == 0;
    for (at++; digit(10) >= 0; at++) {
      value = value * 10 + digit(10);
      require(!leadingZero && value <= 255);
    }
    return value;
  }

  /** Moves what follows the "::" to the end. */
  private void spread() {
    if (compress < 0) {
      require(piece == 8);
      return;
    }
    int tail = piece - compress;
    for (int i = 0; i < tail && piece < 8; i++) {
      pieces[7 - i] = pieces[piece - 1 - i];
      pieces[piece - 1 - i] = 0;
    }
  }

  private String shortest() {
    int[] zeros = longestZeroRun();
    var out = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == zeros[0]) {
        out.append(i == 0 ? "::" : ":");
        i += zeros[1] - 1;
      } else {
        out.append(Integer.toHexString(pieces[i])).append(i < 7 ? ":" : "");
      }
    }
    return out.toString();
  }

  /** Start and length of the first longest run of two or more zero pieces; start -1 if none. */
  private int[] longestZeroRun() {
    int[] best = {-1, 1};
    for (int i = 0; i < 8; i++) {
      int start = i;
      while (i < 8 && pieces[i] == 0) {
        i++;
      }
      if (i - start > best[1]) {
        best = new int[] {start, i - start};
      }
    }
    return best;
  }

  private boolean is(int index, char c) {
    return index < text.length() && text.charAt(index) == c;
  }

  /** The value of the digit at the cursor, -1 if there is none. */
  private int digit(int radix) {
    char c = at < text.length() ? text.charAt(at) : 0;
    return c < 128 ? Character.digit(c, radix) : -1;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw Refusal.IPV6.fault();
    }
  }
}
