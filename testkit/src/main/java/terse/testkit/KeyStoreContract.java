package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.key.ApiKey;
import terse.key.ApiKey.Role;
import terse.key.KeyStore;

/** The contract of {@link KeyStore}. */
public abstract class KeyStoreContract {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.123Z");

  @TempDir private Path folder = Path.of("");

  /** A new, empty store. */
  protected abstract KeyStore open(Path folder);

  @Test
  void keyIsFoundByItsDigest() {
    KeyStore store = open(folder);
    ApiKey key = store.add(null, "Größe", Role.ADMIN, "aa", START);
    assertThat(key).isEqualTo(new ApiKey(1, 1, "Größe", Role.ADMIN, "aa", START, null));
    assertThat(store.findByDigest("aa")).contains(key);
    assertThat(store.findByDigest("AA")).isEmpty();
    assertThat(store.all()).containsExactly(key);
  }

  @Test
  void newAccountIsNumberedAboveAllOthers() {
    KeyStore store = open(folder);
    assertThat(store.add(null, "a", Role.ADMIN, "aa", START).account()).isEqualTo(1);
    assertThat(store.add(1, "b", Role.MEMBER, "bb", START).account()).isEqualTo(1);
    assertThat(store.add(7, "c", Role.MEMBER, "cc", START).account()).isEqualTo(7);
    assertThat(store.add(null, "d", Role.MEMBER, "dd", START).account()).isEqualTo(8);
    assertThat(store.all()).extracting(ApiKey::id).containsExactly(1, 2, 3, 4);
  }

  @Test
  void digestIsStoredOnce() {
    KeyStore store = open(folder);
    ApiKey first = store.add(null, "a", Role.ADMIN, "aa", START);
    assertThatThrownBy(() -> store.add(null, "b", Role.MEMBER, "aa", START))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CONFLICT));
    assertThat(store.all()).containsExactly(first);
  }

  @Test
  void revokedKeyIsKeptWithItsFirstInstant() {
    KeyStore store = open(folder);
    int id = store.add(null, "a", Role.ADMIN, "aa", START).id();
    assertThat(store.revoke(id, START.plusSeconds(1))).isTrue();
    assertThat(store.revoke(id, START.plusSeconds(2))).isTrue();
    assertThat(store.findByDigest("aa").orElseThrow().revokedAt()).isEqualTo(START.plusSeconds(1));
    assertThat(store.revoke(99, START)).isFalse();
  }

  @Test
  void manyAtOnceOpenAccountsOfTheirOwn() {
    KeyStore store = open(folder);
    List<ApiKey> keys = Crowd.of(32, i -> store.add(null, "k" + i, Role.MEMBER, "d" + i, START));
    assertThat(keys).extracting(ApiKey::account).doesNotHaveDuplicates();
    assertThat(store.all()).hasSize(32);
  }
}
