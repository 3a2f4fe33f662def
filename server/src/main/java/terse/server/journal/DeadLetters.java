package terse.server.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import terse.click.Position;
import terse.click.RawClick;

/**
 * Clicks that could not be made sense of, kept aside so that the rest goes on: a line of JSON each,
 * without the address, in a file that stops growing at 16 MiB.
 */
final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final long MAX_SIZE = 16 << 20;

  private final Path file;
  private final ObjectMapper mapper = new ObjectMapper();
  private final AtomicLong count = new AtomicLong();

  DeadLetters(Path folder) {
    this.file = folder.resolve("dead-letter");
  }

  /** Keeps a click aside; a disk that refuses it leaves it counted only. */
  void add(RawClick click, @Nullable Position end, Throwable reason) {
    if (count.getAndIncrement() == 0) {
      LOG.error("A click could not be enriched and is kept aside", reason);
    }
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, APPEND)) {
      if (channel.size() < MAX_SIZE) {
        String line = mapper.writeValueAsString(fields(click, end, reason)) + "\n";
        DurableFile.writeFully(channel, ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      LOG.warn("A click kept aside could not be written", e);
    }
  }

  /** How many there were since the start. */
  long count() {
    return count.get();
  }

  private static Map<String, @Nullable Object> fields(
      RawClick click, @Nullable Position end, Throwable reason) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("end", end);
    fields.put("reason", reason.getClass().getName());
    fields.put("where", Arrays.stream(reason.getStackTrace()).limit(1).toList().toString());
    fields.put("at", click.at());
    fields.put("link", click.link());
    fields.put("owner", click.owner());
    fields.put("visitor", click.visitor());
    fields.put("salt", click.salt());
    fields.put("tier", click.tier());
    fields.put("micros", click.micros());
    fields.put("userAgent", click.userAgent());
    fields.put("referrer", click.referrer());
    fields.put("query", click.query());
    return fields;
  }
}
