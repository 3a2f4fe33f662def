package terse.redis;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import terse.cache.SharedCache;
import terse.testkit.RedisServer;
import terse.testkit.SharedCacheContract;

/** The shared cache on one server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisSharedCacheIT extends SharedCacheContract {
  private RedisServer server;
  private RedisSharedCache node;
  private RedisSharedCache other;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = RedisServer.start(folder);
    node = Connected.to(server.url(), "node");
    other = Connected.to(server.url(), "other");
  }

  @AfterAll
  void stop() {
    server.close();
    node.close();
    other.close();
  }

  @Override
  protected SharedCache node() {
    return node;
  }

  @Override
  protected SharedCache other() {
    return other;
  }
}
