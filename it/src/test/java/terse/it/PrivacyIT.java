package terse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 7: no visitor's address is ever written, as text or as bytes, in either order. */
final class PrivacyIT {
  private static final List<String> ADDRESSES =
      List.of("203.0.113.217", "198.51.100.143", "2001:db8:85a3:1234:5678:8a2e:370:7334");

  @TempDir Path data;

  @Test
  void noAddressIsAnywhereUnderTheDataFolderOrInTheLog() throws IOException, InterruptedException {
    try (TerseNode node = TerseNode.start(data, "--trusted-proxies", "127.0.0.0/8");
        TerseClient client = node.client()) {
      String code = client.create("https://example.com/").code();
      for (String address : ADDRESSES) {
        for (int i = 0; i < 20; i++) {
          client.click(code, "X-Forwarded-For", address);
          client.click("missing-" + i, "X-Forwarded-For", address);
        }
      }
      await().atMost(Duration.ofSeconds(5)).until(() -> client.totalClicks() == 60);
      assertThat(client.get("/api/v1/stats").get("visitors").asLong()).isEqualTo(3);
      assertNowhere(node);
      assertThat(node.terminate()).isZero();
      assertNowhere(node);
    }
  }

  private static void assertNowhere(TerseNode node) throws IOException {
    List<byte[]> traces = new ArrayList<>();
    for (String address : ADDRESSES) {
      byte[] raw = InetAddress.getByName(address).getAddress();
      traces.add(address.getBytes(StandardCharsets.US_ASCII));
      traces.add(HexFormat.of().formatHex(raw).getBytes(StandardCharsets.US_ASCII));
      traces.add(raw);
      traces.add(reversed(raw));
    }
    try (Stream<Path> files = Files.walk(node.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(file);
        for (byte[] trace : traces) {
          assertThat(indexOf(content, trace)).as("address in %s", file).isNegative();
        }
      }
    }
    byte[] log = node.output().getBytes(StandardCharsets.UTF_8);
    for (byte[] trace : traces) {
      assertThat(indexOf(log, trace)).as("address in the log").isNegative();
    }
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = bytes[bytes.length - 1 - i];
    }
    return result;
  }

  private static int indexOf(byte[] text, byte[] part) {
    outer:
    for (int i = 0; i <= text.length - part.length; i++) {
      for (int j = 0; j < part.length; j++) {
        if (text[i + j] != part[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }
}
