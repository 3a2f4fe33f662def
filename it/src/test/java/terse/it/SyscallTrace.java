package terse.it;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node asked of the kernel, in order, as strace saw it: requests that came, writes to the
 * store's write-ahead log, their syncs, and answers that left.
 */
final class SyscallTrace {
  private static final Pattern LOG_WRITE =
      Pattern.compile(
          "pwrite64\\(\\d+<[^>]*links\\.db-wal>, .*, (\\d+), (\\d+)\\)? *(?:=|<unfin).*");
  private static final Pattern LOG_SYNC =
      Pattern.compile("(?:fdatasync|fsync)\\(\\d+<[^>]*links\\.db-wal>\\) += 0.*");
  private static final Pattern LOG_SYNC_BEGUN =
      Pattern.compile("(?:fdatasync|fsync)\\(\\d+<[^>]*links\\.db-wal> *<unfinished.*");
  private static final Pattern SYNC_RESUMED =
      Pattern.compile("<\\.\\.\\. (?:fdatasync|fsync) resumed>\\) += 0.*");
  private static final Pattern ASKED = Pattern.compile(".*\"POST /api/v1/li.*");
  private static final Pattern CREATED = Pattern.compile(".*\"HTTP/1\\.1 201.*");

  private final List<Write> unsynced = new ArrayList<>();
  private int created;
  private int createdBeforeSync;
  private int syncs;
  private int syncsWhenAsked;

  /** A write to the log that no sync has covered. */
  record Write(int length, long offset) {}

  /** The command that runs a node under strace, writing to this file. */
  static List<String> command(Path file) {
    return List.of(
        "strace",
        "-f",
        "-y",
        "--seccomp-bpf",
        "-s",
        "16",
        "-e",
        "trace=pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg,read,readv,recvfrom,recvmsg",
        "-o",
        file.toString());
  }

  static SyscallTrace read(Path file) throws IOException {
    SyscallTrace trace = new SyscallTrace();
    Files.readAllLines(file, java.nio.charset.StandardCharsets.ISO_8859_1)
        .forEach(line -> trace.take(line.replaceFirst("^\\d+ +", "")));
    return trace;
  }

  private boolean syncing;

  private void take(String call) {
    Matcher write = LOG_WRITE.matcher(call);
    if (write.matches()) {
      unsynced.add(new Write(Integer.parseInt(write.group(1)), Long.parseLong(write.group(2))));
    } else if (LOG_SYNC.matcher(call).matches()) {
      synced();
    } else if (LOG_SYNC_BEGUN.matcher(call).matches()) {
      syncing = true;
    } else if (syncing && SYNC_RESUMED.matcher(call).matches()) {
      synced();
    } else if (ASKED.matcher(call).matches()) {
      syncsWhenAsked = syncs;
    } else if (CREATED.matcher(call).matches()) {
      created++;
      createdBeforeSync += unsynced.isEmpty() && syncs > syncsWhenAsked ? 0 : 1;
    }
  }

  private void synced() {
    syncing = false;
    syncs++;
    unsynced.clear();
  }

  /** How many 201 answers left. */
  int created() {
    return created;
  }

  /**
   * How many of them left while the log held a write that was not synced, or with no sync since the
   * last request came. Means what it says only for requests sent one after the other.
   */
  int createdBeforeSync() {
    return createdBeforeSync;
  }

  int syncs() {
    return syncs;
  }

  /** Takes back every write that no sync covered, as a power loss may. */
  void loseUnsynced(Path log) throws IOException {
    try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
      for (Write write : unsynced) {
        channel.write(ByteBuffer.allocate(write.length()), write.offset());
      }
    }
  }
}
