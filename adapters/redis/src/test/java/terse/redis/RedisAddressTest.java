package terse.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How it is said where Redis is. */
final class RedisAddressTest {
  @Test
  void everyArrangementIsRead() {
    assertThat(RedisAddress.of("redis://127.0.0.1:7000").seeds().getFirst().getPort())
        .isEqualTo(7000);
    assertThat(RedisAddress.of("rediss://u:secret@cache.example:7000/2").seeds().getFirst().isSsl())
        .isTrue();
    RedisAddress sentinel = RedisAddress.of("redis-sentinel://a:1,b:2,c:3#main");
    assertThat(sentinel.seeds().getFirst().getSentinels()).hasSize(3);
    assertThat(sentinel.cluster()).isFalse();
    RedisAddress cluster = RedisAddress.of("redis-cluster://u:secret@a:1,b:2");
    assertThat(cluster.cluster()).isTrue();
    assertThat(cluster.seeds())
        .extracting(seed -> seed.getHost() + ":" + seed.getPort())
        .containsExactly("a:1", "b:2");
    assertThat(cluster.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:6379",
        "http://a:1",
        "redis://",
        "redis-sentinel://a:1",
        "redis://a:1#main",
        "redis-cluster://a:1,,b:2",
        "redis-cluster://a:port",
        "redis://a b:1"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> RedisAddress.of(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
