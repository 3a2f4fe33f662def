package terse.server.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The salts of the visitor hash: one at a time, kept so that a restart within a period still knows
 * its visitors, and overwritten and deleted when the period ends. Nothing else ever needs an old
 * one, since visitors are hashed as they are answered.
 *
 * <p>Periods begin at multiples of their length since 1970 UTC: a period of a day ends at midnight
 * UTC. {@link #current} may be called on an event loop, all else may not.
 */
public final class Salts {
  /** The longest period: what is counted as one visitor must not be a lasting identity. */
  public static final Duration MAX_PERIOD = Duration.ofDays(30);

  private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(Salts.class);

  private final Path folder;
  private final long period;
  private final InstantSource clock;
  private final RandomGenerator random;
  private volatile Salt current;
  private boolean kept;

  private Salts(Path folder, Duration period, InstantSource clock, RandomGenerator random)
      throws IOException {
    this.folder = folder;
    this.period = period.toMillis();
    this.clock = clock;
    this.random = random;
    DurableFile.createFolder(folder);
    Optional<Salt> newest = found().stream().max(Comparator.comparingInt(Salt::number));
    this.current = newest.filter(this::lasts).orElseGet(() -> fresh(newest));
    keep(current);
    destroyOthers(current);
  }

  /**
   * Opens the folder, creating it and the first salt if need be, and destroys what has expired.
   *
   * @param folder mode 0700; to be left out of backups
   * @param period a minute to 30 days
   * @param random where keys come from: a {@link java.security.SecureRandom}
   */
  public static Salts open(
      Path folder, Duration period, InstantSource clock, RandomGenerator random)
      throws IOException {
    if (period.compareTo(Duration.ofMinutes(1)) < 0 || period.compareTo(MAX_PERIOD) > 0) {
      throw new IllegalArgumentException("salt-period must be a minute to 30 days");
    }
    return new Salts(folder, period, clock, random);
  }

  /** The salt of this period. */
  Salt current() {
    return current;
  }

  /**
   * Moves to a fresh salt if the period is over, and destroys the old one. A disk that takes no new
   * file does not keep an old salt in use.
   */
  synchronized void rotate() {
    if (!lasts(current)) {
      begin(fresh(Optional.of(current)));
    } else if (!kept) {
      keep(current);
      destroyOthers(current);
    }
  }

  private void begin(Salt salt) {
    keep(salt);
    current = salt;
    destroyOthers(salt);
  }

  /** A clock set back a little keeps the salt, one set back far does not stretch its period. */
  private boolean lasts(Salt salt) {
    long left = salt.end() - clock.millis();
    return left > 0 && left <= period + CLOCK_TOLERANCE.toMillis();
  }

  private Salt fresh(Optional<Salt> last) {
    long now = clock.millis();
    int minutes = (int) (now / 60_000);
    int number = Math.max(minutes, last.map(Salt::number).orElse(0) + 1);
    long end = (Math.floorDiv(now, period) + 1) * period;
    return new Salt(number, random.nextLong(), random.nextLong(), end);
  }

  private void keep(Salt salt) {
    try {
      Path file = fileOf(salt);
      if (!Files.exists(file)) {
        DurableFile.replace(file, salt.bytes());
      }
      kept = true;
    } catch (IOException e) {
      kept = false;
      LOG.warn("The visitor salt could not be saved, a restart would begin another", e);
    }
  }

  private void destroyOthers(Salt salt) {
    try {
      for (Path file : files()) {
        if (!file.equals(fileOf(salt))) {
          DurableFile.destroy(file);
        }
      }
    } catch (IOException e) {
      kept = false;
      LOG.error("An expired visitor salt could not be destroyed, trying again", e);
    }
  }

  private List<Salt> found() throws IOException {
    List<Salt> found = new ArrayList<>();
    for (Path file : files()) {
      Salt.of(Files.readAllBytes(file)).ifPresent(found::add);
    }
    return found;
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(files::add);
    }
    return files;
  }

  private Path fileOf(Salt salt) {
    return folder.resolve(Integer.toString(salt.number()));
  }
}
