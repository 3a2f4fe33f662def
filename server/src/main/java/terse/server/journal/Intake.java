package terse.server.journal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import terse.click.Click;
import terse.click.RawClick;

/** Reads the journal into batches, each reader in its turn. For one thread. */
final class Intake {
  private final List<JournalReader> readers;
  private final Function<RawClick, Click> enrichment;
  private final DeadLetters deadLetters;
  private final InstantSource clock;

  Intake(
      List<JournalReader> readers,
      Function<RawClick, Click> enrichment,
      DeadLetters deadLetters,
      InstantSource clock) {
    this.readers = new ArrayList<>(readers);
    this.enrichment = enrichment;
    this.deadLetters = deadLetters;
    this.clock = clock;
  }

  /** The next batch of about {@code max} clicks at most. */
  Batch take(int max) {
    Instant now = clock.instant();
    List<Click> clicks = new ArrayList<>();
    int share = Math.max(1, max / readers.size());
    long ofThisStart = 0;
    for (JournalReader reader : readers) {
      int read = reader.read(share, sink(reader, clicks));
      ofThisStart += reader.live() ? read : 0;
    }
    Batch batch =
        new Batch(
            clicks,
            readers.stream().map(JournalReader::takeMove).flatMap(Optional::stream).toList(),
            readers.stream().flatMap(reader -> reader.takeConsumed().stream()).toList(),
            ofThisStart,
            readers.stream().mapToLong(JournalReader::leftoverBytes).sum(),
            readers.stream()
                .map(reader -> reader.freshUntil(now))
                .min(Instant::compareTo)
                .orElse(now),
            readers.stream().allMatch(JournalReader::drained));
    readers.removeIf(JournalReader::exhausted);
    return batch;
  }

  /** Enrichment is fed by strangers: whatever one click makes it do, the others go on. */
  private Consumer<RawClick> sink(JournalReader reader, List<Click> clicks) {
    return raw -> {
      try {
        clicks.add(enrichment.apply(raw));
      } catch (RuntimeException | StackOverflowError poison) {
        deadLetters.add(raw, reader.position(), poison);
      }
    };
  }
}
