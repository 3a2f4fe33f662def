package terse.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import terse.click.Enrichment;
import terse.click.GeoDatabaseException;
import terse.click.GeoLookup;
import terse.click.MaxMindGeoLookup;
import terse.duckdb.DuckDbClickStore;
import terse.server.journal.ClickFolder;
import terse.server.journal.ClickPump;
import terse.server.journal.Journal;
import terse.server.journal.JournalSettings;
import terse.server.journal.LiveClicks;
import terse.server.journal.Retention;
import terse.server.journal.Salts;

/**
 * Puts together what happens to clicks. Redirects need the journal alone: the store is opened, and
 * clicks are taken in, once the server is ready.
 */
final class ClickWiring {
  private final Config config;
  private final InstantSource clock;
  private final SecureRandom random;
  private final GeoLookup geography;
  private final Enrichment enrichment;
  private final Retention retention;

  /**
   * Reads what is needed.
   *
   * @throws StartFailure if the geography database cannot be used or hours would be forgotten
   *     before the clicks they are made of
   */
  ClickWiring(Config config, InstantSource clock, SecureRandom random) {
    this.config = config;
    this.clock = clock;
    this.random = random;
    this.retention = retention(config);
    this.geography = geography(config.find(Settings.GEO_DATABASE));
    this.enrichment = new Enrichment(geography);
  }

  private static Retention retention(Config config) {
    try {
      return new Retention(config.get(Settings.KEEP_CLICKS), config.get(Settings.KEEP_HOURS));
    } catch (IllegalArgumentException e) {
      throw StartFailure.configuration(
          "The setting 'keep-hours' must be 0 or at least as many days as 'keep-clicks', which must"
              + " not be 0 then.");
    }
  }

  private static GeoLookup geography(Optional<Path> file) {
    try {
      return file.<GeoLookup>map(MaxMindGeoLookup::open).orElse(GeoLookup.NONE);
    } catch (GeoDatabaseException e) {
      throw StartFailure.because(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The parts, closed by {@code closing} in good order; clicks are kept in the journal so far.
   *
   * @param partitions journal partitions, one an event loop
   * @throws StartFailure if a file cannot be used
   */
  Optional<Clicks> open(int partitions, LiveClicks live, Closing closing) {
    return switch (config.get(Settings.CLICKS)) {
      case NONE -> Optional.empty();
      case DUCKDB -> Optional.of(openDuckDb(partitions, live, closing));
    };
  }

  private Clicks openDuckDb(int partitions, LiveClicks live, Closing closing) {
    DuckDbClickStore store =
        closing.add("click store", DuckDbClickStore.unopened(config.inNodeData("clicks.duckdb")));
    Journal journal = closing.add("journal", journal(partitions));
    ClickPump pump =
        closing.add("click pump", new ClickPump(journal, store, enrichment::enrich, live, clock));
    ClickFolder folder =
        closing.add("click folder", new ClickFolder(store, pump::freshUntil, retention));
    return new Clicks(journal, pump, folder, store);
  }

  private Journal journal(int partitions) {
    try {
      JournalSettings settings =
          JournalSettings.of(partitions)
              .withSizes(
                  Math.toIntExact(config.get(Settings.JOURNAL_SEGMENT_SIZE)),
                  config.get(Settings.JOURNAL_MAX_SIZE))
              .withSyncInterval(config.get(Settings.JOURNAL_SYNC_INTERVAL))
              .withAddresses(config.find(Settings.GEO_DATABASE).isPresent());
      Salts salts =
          Salts.open(config.inNodeData("salts"), config.get(Settings.SALT_PERIOD), clock, random);
      return Journal.open(config.inNodeData("journal"), settings, salts, clock, random);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw StartFailure.configuration("The journal cannot be set up: " + e.getMessage() + ".");
    } catch (IOException e) {
      throw StartFailure.because("The journal cannot be opened: " + e + ".", e);
    }
  }
}
