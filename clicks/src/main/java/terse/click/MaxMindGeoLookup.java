package terse.click;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Geography from a file in MaxMind's format, whoever made it. The file is read into memory once, so
 * that replacing or cutting it while it is in use does no harm.
 */
public final class MaxMindGeoLookup implements GeoLookup {
  private static final int PROBES = 256;

  private final Reader reader;

  private MaxMindGeoLookup(Reader reader) {
    this.reader = reader;
  }

  /**
   * Reads a database and tries addresses all over it.
   *
   * @throws GeoDatabaseException if the file is missing, unreadable, damaged or of another format
   */
  public static MaxMindGeoLookup open(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString());
      }
      var lookup = new MaxMindGeoLookup(new Reader(file.toFile(), Reader.FileMode.MEMORY));
      lookup.probe();
      return lookup;
    } catch (NoSuchFileException e) {
      throw new GeoDatabaseException(file, "there is no such file", e);
    } catch (InvalidDatabaseException e) {
      throw new GeoDatabaseException(file, "it is damaged or not in MaxMind's format", e);
    } catch (IOException e) {
      throw new GeoDatabaseException(file, "it cannot be read", e);
    } catch (RuntimeException e) {
      throw new GeoDatabaseException(file, "it is damaged or not in MaxMind's format", e);
    }
  }

  private void probe() throws IOException {
    for (int i = 0; i < PROBES; i++) {
      find(InetAddress.getByAddress(new byte[] {(byte) i, 1, 1, 1}));
    }
  }

  @Override
  public Place lookup(InetAddress address) {
    try {
      return find(address);
    } catch (IOException | RuntimeException e) {
      return Place.UNKNOWN; // a damaged entry, or an IPv6 address asked of an IPv4 database
    }
  }

  private Place find(InetAddress address) throws IOException {
    DatabaseRecord<?> found = reader.getRecord(address, Map.class);
    return found.data() instanceof Map<?, ?> data ? place(data) : Place.UNKNOWN;
  }

  private static Place place(Map<?, ?> data) {
    String country = text(at(data, "country", "iso_code"));
    String city = text(at(data, "city", "names", "en"));
    String part =
        at(data, "subdivisions") instanceof List<?> parts && !parts.isEmpty()
            ? text(at(parts.get(0), "iso_code"))
            : null;
    return new Place(country, country == null || part == null ? null : country + "-" + part, city);
  }

  private static @Nullable Object at(@Nullable Object root, String... path) {
    Object node = root;
    for (String key : path) {
      node = node instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return node;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? Text.clean(text) : null;
  }
}
