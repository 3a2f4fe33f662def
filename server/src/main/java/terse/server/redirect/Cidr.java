package terse.server.redirect;

import io.netty.util.NetUtil;
import java.util.Arrays;

/** A range of addresses in CIDR notation; IPv4 and IPv6 do not mix. */
final class Cidr {
  private final byte[] base;
  private final int bits;

  private Cidr(byte[] base, int bits) {
    this.base = base;
    this.bits = bits;
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] base = NetUtil.createByteArrayFromIpAddressString(address);
    if (base == null) {
      throw new IllegalArgumentException("not an address: " + text);
    }
    return new Cidr(base, slash < 0 ? base.length * 8 : bits(text, slash, base.length * 8));
  }

  private static int bits(String text, int slash, int most) {
    String digits = text.substring(slash + 1);
    if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > most) {
      throw new IllegalArgumentException("not a prefix length: " + text);
    }
    return Integer.parseInt(digits);
  }

  boolean contains(byte[] address) {
    if (address.length != base.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(address, 0, whole, base, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || (address[whole] & 0xff) >> (8 - rest) == (base[whole] & 0xff) >> (8 - rest);
  }
}
