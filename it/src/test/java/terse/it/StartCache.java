package terse.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Classes of the server, loaded and linked ahead (JEP 514) as the launcher does it for users, so
 * that a node starts in a third of the CPU time. Made by the first node after a build.
 */
final class StartCache {
  private static final Path FILE = Path.of("target", "node.aot").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private StartCache() {}

  /** What a node's class path holds: not the tests' own classes, with which no cache could be. */
  static List<String> classPath() {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> !entry.endsWith(Path.of("it", "target", "test-classes").toString()))
        .toList();
  }

  /** The options that make a node use the cache; none where classes lie in folders. */
  static synchronized List<String> options() throws IOException {
    for (String entry : classPath()) {
      if (Files.isDirectory(Path.of(entry))) {
        return List.of();
      }
    }
    if (isStale()) {
      make();
    }
    return List.of("-XX:AOTCache=" + FILE, "-Xlog:aot=off,cds=off");
  }

  private static boolean isStale() throws IOException {
    if (!Files.exists(FILE)) {
      return true;
    }
    FileTime made = Files.getLastModifiedTime(FILE);
    for (String entry : classPath()) {
      Path jar = Path.of(entry);
      if (Files.exists(jar) && Files.getLastModifiedTime(jar).compareTo(made) > 0) {
        return true;
      }
    }
    return false;
  }

  private static void make() throws IOException {
    Path data = Files.createTempDirectory("terse-start");
    Path draft = FILE.resolveSibling("node." + ProcessHandle.current().pid() + ".aot");
    try (TerseNode node = TerseNode.rehearse(List.of("-XX:AOTCacheOutput=" + draft), data)) {
      int code = node.terminate(PATIENCE);
      if (code != 0) {
        throw new IllegalStateException("the rehearsal ended with " + code);
      }
      Files.move(draft, FILE, StandardCopyOption.ATOMIC_MOVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
