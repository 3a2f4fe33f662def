package terse.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word about the visitor's address is taken. */
class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.of(List.of("10.0.0.0/8", " 192.168.7.0/25", "fd00::/8", "203.0.113.9"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "198.51.100.1|198.51.100.1",
        "1.1.1.1, 198.51.100.1|198.51.100.1",
        "198.51.100.1, 10.1.2.3|198.51.100.1",
        "6.6.6.6, 198.51.100.1 , 10.1.2.3, fd00::1|198.51.100.1",
        "198.51.100.1:4711|198.51.100.1",
        "[2001:db8::7]:443|2001:db8::7",
        "2001:db8::7|2001:db8::7",
        "::ffff:198.51.100.1|198.51.100.1",
        "10.9.9.9|10.9.9.9",
        "10.9.9.9, 10.8.8.8|10.9.9.9",
        "198.51.100.1, unknown|10.0.0.1",
        "198.51.100.1, |10.0.0.1",
        "example.org|10.0.0.1",
        "999.1.1.1|10.0.0.1",
        "[2001:db8::7|10.0.0.1",
        ",,,|10.0.0.1",
      })
  void theRightmostAddressThatIsNotTrustedIsTheVisitor(String header, String visitor) {
    assertThat(visitor("x-forwarded-for", header)).isEqualTo(visitor);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "for=198.51.100.1;proto=https|198.51.100.1",
        "proto=https; For=\"[2001:db8::7]:99\"|2001:db8::7",
        "for=6.6.6.6, for=198.51.100.1, for=10.0.0.2|198.51.100.1",
        "for=_hidden|10.0.0.1",
        "proto=https|10.0.0.1",
      })
  void forwardedIsReadAlike(String header, String visitor) {
    assertThat(visitor("forwarded", header)).isEqualTo(visitor);
  }

  @Test
  void severalHeadersAreOneList() {
    HttpHeaders headers = new DefaultHttpHeaders();
    headers.add("X-Forwarded-For", "6.6.6.6, 198.51.100.1").add("X-Forwarded-For", "10.0.0.7");
    assertThat(text(PROXIES.visitor(bytes("10.0.0.1"), headers::getAll))).isEqualTo("198.51.100.1");
  }

  @ParameterizedTest
  @CsvSource({
    "10.255.0.1,true",
    "11.0.0.1,false",
    "192.168.7.127,true",
    "192.168.7.128,false",
    "203.0.113.9,true",
    "203.0.113.8,false",
    "fdff::1,true",
    "fe00::1,false"
  })
  void rangesAreExact(String address, boolean trusted) {
    assertThat(PROXIES.trusts(bytes(address))).isEqualTo(trusted);
    assertThat(TrustedProxies.none().trusts(bytes(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "localhost", "::/129", "1/8"})
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> TrustedProxies.of(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String visitor(String name, String value) {
    HttpHeaders headers = new DefaultHttpHeaders().add(name, value);
    return text(PROXIES.visitor(bytes("10.0.0.1"), headers::getAll));
  }

  private static byte[] bytes(String address) {
    return Objects.requireNonNull(NetUtil.createByteArrayFromIpAddressString(address), address);
  }

  private static String text(byte[] address) {
    return NetUtil.bytesToIpAddress(address);
  }
}
