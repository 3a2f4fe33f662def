package terse.server.redirect;

import io.netty.util.NetUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The peers whose word about the visitor's address is taken, and how it is taken: the right-most
 * address that is not itself trusted, from {@code X-Forwarded-For} or else {@code Forwarded} (RFC
 * 7239). A trusted proxy must therefore set {@code X-Forwarded-For} or strip what the visitor sent.
 * What cannot be read ends the walk; nothing is ever looked up.
 */
public final class TrustedProxies {
  private final List<Cidr> ranges;

  private TrustedProxies(List<Cidr> ranges) {
    this.ranges = ranges;
  }

  /** Nobody is trusted: the visitor is the peer. */
  public static TrustedProxies none() {
    return new TrustedProxies(List.of());
  }

  /**
   * Trusts these ranges.
   *
   * @param cidrs such as {@code 10.0.0.0/8} or {@code ::1}
   * @throws IllegalArgumentException if one cannot be read
   */
  public static TrustedProxies of(List<String> cidrs) {
    return new TrustedProxies(cidrs.stream().map(String::strip).map(Cidr::parse).toList());
  }

  /** Whether the address, 4 or 16 bytes, is trusted. */
  boolean trusts(byte[] address) {
    for (Cidr range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The visitor's address, given a peer that is trusted: the peer itself if nothing better is told.
   */
  byte[] visitor(byte[] peer, Function<String, List<String>> headers) {
    List<String> hops = hops(headers);
    byte[] visitor = peer;
    for (int i = hops.size() - 1; i >= 0 && trusts(visitor); i--) {
      byte[] hop = address(hops.get(i));
      if (hop == null) {
        return peer;
      }
      visitor = hop;
    }
    return visitor;
  }

  /**
   * The same in text.
   *
   * @param peer the address at the other end of the connection, anything else is returned as it is
   * @param headers all values of a header, by its name in lower case
   */
  public String visitor(String peer, Function<String, List<String>> headers) {
    byte[] address = address(peer);
    return address == null || !trusts(address)
        ? peer
        : NetUtil.bytesToIpAddress(visitor(address, headers));
  }

  private static List<String> hops(Function<String, List<String>> headers) {
    List<String> hops = new ArrayList<>();
    for (String line : headers.apply("x-forwarded-for")) {
      hops.addAll(Arrays.asList(line.split(",", -1)));
    }
    if (hops.isEmpty()) {
      for (String line : headers.apply("forwarded")) {
        Arrays.stream(line.split(",", -1)).map(TrustedProxies::forParameter).forEach(hops::add);
      }
    }
    return hops;
  }

  private static String forParameter(String element) {
    for (String pair : element.split(";", -1)) {
      String trimmed = pair.strip();
      if (trimmed.regionMatches(true, 0, "for=", 0, 4)) {
        return trimmed.substring(4).replace("\"", "");
      }
    }
    return "";
  }

  /**
   * The address in {@code 192.0.2.1}, {@code 192.0.2.1:80}, {@code 2001:db8::1}, {@code [..]:80}.
   */
  static byte @Nullable [] address(String hop) {
    String text = hop.strip();
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      text = end < 0 ? "" : text.substring(1, end);
    } else if (text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
      text = text.substring(0, text.indexOf(':'));
    }
    byte[] address = text.isEmpty() ? null : NetUtil.createByteArrayFromIpAddressString(text);
    return address == null ? null : unmapped(address);
  }

  /** The IPv4 address within an IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2), else the same. */
  static byte[] unmapped(byte[] address) {
    if (address.length != 16 || address[10] != -1 || address[11] != -1) {
      return address;
    }
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return address;
      }
    }
    return Arrays.copyOfRange(address, 12, 16);
  }
}
