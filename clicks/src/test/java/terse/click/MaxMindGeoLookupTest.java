package terse.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaxMindGeoLookupTest {
  @TempDir private Path folder;

  private Path database() throws IOException {
    return new TinyMmdb()
        .with(
            "192.0.2.0",
            24,
            Map.of(
                "country", Map.of("iso_code", "DE"),
                "subdivisions", List.of(Map.of("iso_code", "BE")),
                "city", Map.of("names", Map.of("en", "Berlin", "de", "Bärlin"))))
        .with("198.51.100.0", 25, Map.of("country", Map.of("iso_code", "JP")))
        .with("203.0.113.0", 24, Map.of("traits", Map.of("is_anycast", 1)))
        .writeTo(folder.resolve("tiny.mmdb"));
  }

  private static Place place(GeoLookup geography, String address) throws IOException {
    return geography.lookup(InetAddress.getByName(address));
  }

  @Test
  void knowsAsMuchAsTheDatabaseTells() throws IOException {
    GeoLookup geography = MaxMindGeoLookup.open(database());
    assertThat(place(geography, "192.0.2.77")).isEqualTo(new Place("DE", "DE-BE", "Berlin"));
    assertThat(place(geography, "198.51.100.1")).isEqualTo(new Place("JP", null, null));
    assertThat(place(geography, "198.51.100.200")).isEqualTo(Place.UNKNOWN);
    assertThat(place(geography, "203.0.113.9")).isEqualTo(Place.UNKNOWN);
    assertThat(place(geography, "127.0.0.1")).isEqualTo(Place.UNKNOWN);
  }

  @Test
  void anAddressOfTheOtherFamilyIsUnknown() throws IOException {
    assertThat(place(MaxMindGeoLookup.open(database()), "2001:db8::1")).isEqualTo(Place.UNKNOWN);
  }

  @Test
  void goesOnWhenTheFileIsOverwritten() throws IOException {
    Path file = database();
    GeoLookup geography = MaxMindGeoLookup.open(file);
    Files.write(file, new byte[0]);
    assertThat(place(geography, "192.0.2.1").city()).isEqualTo("Berlin");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatExceptionOfType(GeoDatabaseException.class)
        .isThrownBy(() -> MaxMindGeoLookup.open(folder.resolve("none.mmdb")))
        .withMessageMatching(
            "The geography database .*none.mmdb cannot be used: there is no such file.");
  }

  @Test
  void aDamagedFileIsOneSentence() throws IOException {
    byte[] whole = Files.readAllBytes(database());
    byte[] bent = whole.clone();
    Arrays.fill(bent, 0, 200, (byte) 0x7f);
    for (byte[] bytes : List.of(new byte[0], new byte[5000], Arrays.copyOf(whole, 300), bent)) {
      Path file = Files.write(folder.resolve("bad.mmdb"), bytes);
      assertThatExceptionOfType(GeoDatabaseException.class)
          .isThrownBy(() -> MaxMindGeoLookup.open(file))
          .withMessageMatching("The geography database .*bad.mmdb cannot be used: [^.]*\\.");
    }
  }
}
