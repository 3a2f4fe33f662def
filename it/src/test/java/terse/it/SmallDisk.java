package terse.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small tmpfs of its own, to be filled up; needs root, as ./check does. */
final class SmallDisk implements AutoCloseable {
  private final Path mount;

  private SmallDisk(Path mount) {
    this.mount = mount;
  }

  static SmallDisk mount(int megabytes) throws IOException, InterruptedException {
    Path mount = Files.createTempDirectory("terse-disk");
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", mount.toString());
    return new SmallDisk(mount);
  }

  Path path(String name) {
    return mount.resolve(name);
  }

  /** Writes until not one byte more fits. */
  Path fill() throws IOException {
    Path filler = mount.resolve("filler");
    try (var out = Files.newOutputStream(filler)) {
      byte[] page = new byte[4096];
      while (true) {
        out.write(page);
      }
    } catch (IOException full) {
      return filler;
    }
  }

  long free() throws IOException {
    return Files.getFileStore(mount).getUsableSpace();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", mount.toString());
    Files.delete(mount);
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }
}
