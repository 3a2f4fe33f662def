package terse.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectStringTest {
  @Test
  void serversAndRootAreToldApart() {
    assertThat(ConnectString.of("zk1:2181,[::1]:2182/apps/eu"))
        .isEqualTo(new ConnectString("zk1:2181,[::1]:2182", "apps/eu"));
    assertThat(ConnectString.of("10.0.0.1:2181").root()).isEqualTo("terse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "zk1", "zk1:", ":2181", "zk1:2181,", "zk1:2181/", "zk1:2181//a", "a b:1"})
  void whatNamesNoServersIsRefused(String text) {
    assertThatThrownBy(() -> ConnectString.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zk1:2181");
  }
}
