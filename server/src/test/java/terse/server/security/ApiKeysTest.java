package terse.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import terse.fault.TerseException;
import terse.key.ApiKey;
import terse.memory.MemoryKeyStore;

final class ApiKeysTest {
  private final MemoryKeyStore store = new MemoryKeyStore();
  private final ApiKeys keys = new ApiKeys(store, new Random(1), () -> Instant.EPOCH);
  private final ApiKeys.Issued admin = keys.issue(null, "admin", ApiKey.Role.ADMIN);

  @Test
  void onlyTheDigestIsStored() {
    assertThat(store.all().toString()).doesNotContain(admin.secret());
    assertThat(admin.toString()).doesNotContain(admin.secret());
    assertThat(admin.key().digest()).hasSize(64).isEqualTo(Secrets.digest(admin.secret()));
  }

  @Test
  void headerWithAGoodKeyIsKnown() {
    assertThat(keys.authenticate("Bearer " + admin.secret())).isEqualTo(admin.key());
    assertThat(keys.authenticate("bearer  " + admin.secret())).isEqualTo(admin.key());
  }

  @Test
  void revokedKeyIsRefusedAtOnce() {
    ApiKeys.Issued member = keys.issue(null, "member", ApiKey.Role.MEMBER);
    assertThat(keys.check(member.secret())).isEqualTo(member.key());
    keys.revoke(member.key().id());
    assertThatThrownBy(() -> keys.check(member.secret())).isInstanceOf(TerseException.class);
  }

  @Test
  void lastAdministratorStays() {
    assertThatThrownBy(() -> keys.revoke(admin.key().id())).isInstanceOf(TerseException.class);
    assertThat(keys.check(admin.secret())).isEqualTo(admin.key());
  }

  @Test
  void sessionEndsWithItsKeyOrWhenSignedOut() {
    Sessions sessions = new Sessions(keys, new Random(2));
    ApiKeys.Issued member = keys.issue(null, "member", ApiKey.Role.MEMBER);
    String token = sessions.signIn(member.secret());
    assertThat(sessions.find(token).map(Sessions.Person::key)).hasValue(member.key());
    assertThat(sessions.find("other")).isEmpty();
    assertThat(sessions.find(null)).isEmpty();
    keys.revoke(member.key().id());
    assertThat(sessions.find(token)).isEmpty();
    String second = sessions.signIn(admin.secret());
    sessions.signOut(second);
    assertThat(sessions.find(second)).isEmpty();
    assertThatThrownBy(() -> sessions.signIn("terse_no")).isInstanceOf(TerseException.class);
  }
}
