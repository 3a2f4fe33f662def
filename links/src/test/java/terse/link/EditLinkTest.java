package terse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static terse.link.Faults.assertFault;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;
import terse.url.UrlPolicy;

class EditLinkTest {
  private final LinkFixture fixture = new LinkFixture();
  private final CreateLink.Created created = fixture.named("spring-sale");
  private final String id = fixture.idOf(created);

  private Link edit(Patch patch) {
    return fixture.edit.edit(LinkFixture.CALLER, id, patch, null);
  }

  private static Patch target(String url) {
    Patch no = Patch.NOTHING;
    return new Patch(
        Change.to(url),
        no.title(),
        no.tags(),
        no.status(),
        no.expiresAt(),
        Change.keep(),
        no.enabled());
  }

  private static Patch enabled(boolean enabled) {
    Patch no = Patch.NOTHING;
    return new Patch(
        no.url(),
        no.title(),
        no.tags(),
        no.status(),
        no.expiresAt(),
        Change.keep(),
        Change.to(enabled));
  }

  private static Patch expiry(Instant expiresAt) {
    Patch no = Patch.NOTHING;
    return new Patch(
        no.url(),
        no.title(),
        no.tags(),
        no.status(),
        Change.to(expiresAt),
        Change.keep(),
        no.enabled());
  }

  @Test
  void anEditChangesWhatItSaysAndNothingElse() {
    fixture.now = fixture.now.plusSeconds(60);
    Link edited =
        edit(
            new Patch(
                Change.to("https://example.net"),
                Change.to(" New "),
                Change.to(List.of("z", "a")),
                Change.to(301),
                Change.to(fixture.now.plusSeconds(9)),
                Change.keep(),
                Change.to(false)));

    assertThat(edited)
        .isEqualTo(
            new Link(
                created.link().key(),
                "spring-sale",
                "https://example.net/",
                LinkFixture.OWNER,
                "New",
                List.of("a", "z"),
                301,
                created.link().createdAt(),
                fixture.now,
                fixture.now.plusSeconds(9),
                null,
                LinkState.DISABLED,
                2));
    assertThat(fixture.store.find(edited.key())).contains(edited);
    assertThat(fixture.told).endsWith("spring-sale v2 DISABLED");
  }

  @Test
  void fieldsAreEmptiedByNothing() {
    edit(
        new Patch(
            Change.keep(),
            Change.to("Title"),
            Change.to(List.of("a")),
            Change.to(301),
            Change.to(fixture.now.plusSeconds(9)),
            Change.keep(),
            Change.keep()));
    Link emptied =
        edit(
            new Patch(
                Change.keep(),
                Change.to(null),
                Change.to(null),
                Change.to(null),
                Change.to(null),
                Change.keep(),
                Change.keep()));

    assertThat(emptied.title()).isNull();
    assertThat(emptied.tags()).isEmpty();
    assertThat(emptied.status()).isEqualTo(302);
    assertThat(emptied.expiresAt()).isNull();
  }

  @Test
  void aLinkCannotBeWithoutTargetOrState() {
    Patch no = Patch.NOTHING;
    assertFault(
        "/url",
        () ->
            edit(
                new Patch(
                    Change.to(null),
                    no.title(),
                    no.tags(),
                    no.status(),
                    no.expiresAt(),
                    Change.keep(),
                    no.enabled())));
    assertFault(
        "/enabled",
        () ->
            edit(
                new Patch(
                    no.url(),
                    no.title(),
                    no.tags(),
                    no.status(),
                    no.expiresAt(),
                    Change.keep(),
                    Change.to(null))));
  }

  @Test
  void valuesAreCheckedAsForNewLinks() {
    assertFault(Fault.INVALID_URL, () -> edit(target("javascript:alert(1)")));
    assertFault(Fault.INVALID_EXPIRY, () -> edit(expiry(fixture.now)));
    assertThat(fixture.store.find(created.link().key())).contains(created.link());
  }

  @Test
  void anEditThatChangesNothingWritesNothing() {
    fixture.now = fixture.now.plusSeconds(60);

    assertThat(edit(Patch.NOTHING)).isEqualTo(created.link());
    assertThat(edit(target("HTTPS://example.org"))).isEqualTo(created.link());
    assertThat(fixture.told).hasSize(1);
  }

  @Test
  void aDisabledLinkCanBeEnabledAgain() {
    assertThat(edit(enabled(false)).state()).isEqualTo(LinkState.DISABLED);
    assertThat(edit(enabled(true)).state()).isEqualTo(LinkState.ACTIVE);
  }

  @Test
  void anExpiredLinkCanBeGivenMoreTime() {
    edit(expiry(fixture.now.plusSeconds(1)));
    fixture.now = fixture.now.plusSeconds(10);

    assertThat(edit(expiry(fixture.now.plusSeconds(1))).isLive(fixture.now)).isTrue();
  }

  @Test
  void anEditOfAnotherVersionIsRefused() {
    Patch patch = target("https://example.net/");
    assertFault(
        Fault.PRECONDITION_FAILED, () -> fixture.edit.edit(LinkFixture.CALLER, id, patch, 2L));
    assertFault(
        Fault.PRECONDITION_FAILED,
        () -> fixture.edit.edit(LinkFixture.CALLER, id, Patch.NOTHING, 2L));
    assertThat(fixture.edit.edit(LinkFixture.CALLER, id, patch, 1L).version()).isEqualTo(2);
  }

  @Test
  void anOvertakenEditIsMadeOnTopOfTheOther() {
    overtakeOnce();
    Link edited = edit(target("https://example.net/"));

    assertThat(edited.state()).isEqualTo(LinkState.DISABLED);
    assertThat(edited.target()).isEqualTo("https://example.net/");
    assertThat(edited.version()).isEqualTo(3);
  }

  @Test
  void anOvertakenEditOfOneVersionIsRefused() {
    overtakeOnce();
    assertFault(
        Fault.PRECONDITION_FAILED,
        () -> fixture.edit.edit(LinkFixture.CALLER, id, target("https://example.net/"), 1L));
    assertThat(fixture.read.read(LinkFixture.CALLER, id).target())
        .isEqualTo("https://example.org/");
  }

  private void overtakeOnce() {
    fixture.store.beforeUpdate =
        () -> {
          fixture.store.beforeUpdate = () -> {};
          edit(enabled(false));
        };
  }

  @Test
  void anEditOvertakenWithoutEndGivesUp() {
    boolean[] on = {true};
    int[] round = {0};
    fixture.store.beforeUpdate =
        () -> {
          if (on[0]) {
            on[0] = false;
            edit(target("https://example.net/" + round[0]++));
            on[0] = true;
          }
        };
    assertFault(Fault.OVERLOADED, () -> edit(enabled(false)));
    assertThat(round[0]).isBetween(2, 100);
  }

  @Test
  void othersLinksAreAsIfTheyWereNotThere() {
    Caller other = new Caller(LinkFixture.OWNER + 1, false);
    Caller admin = new Caller(LinkFixture.OWNER + 1, true);

    assertFault(Fault.NOT_FOUND, () -> fixture.edit.edit(other, id, enabled(false), null));
    assertFault(Fault.NOT_FOUND, () -> fixture.edit.edit(other, id, enabled(false), 99L));
    assertThat(fixture.edit.edit(admin, id, enabled(false), null).owner())
        .isEqualTo(LinkFixture.OWNER);
  }

  @Test
  void anUnknownOutcomeIsSettledWhereReadingShowsTheEdit() {
    fixture.store.failAfterWrite = Fault.OUTCOME_UNKNOWN;
    assertThat(edit(enabled(false)).version()).isEqualTo(2);
    assertThat(fixture.told).endsWith("spring-sale v2 DISABLED");

    fixture.store.failBeforeWrite = Fault.OUTCOME_UNKNOWN;
    assertFault(Fault.OUTCOME_UNKNOWN, () -> edit(enabled(true)));
    assertThat(fixture.told).hasSize(2);
  }

  @Test
  void anUnknownOutcomeBehindAnotherEditStaysUnknown() {
    fixture.store.failBeforeWrite = Fault.OUTCOME_UNKNOWN;
    fixture.store.beforeUpdate =
        () -> {
          fixture.store.beforeUpdate = () -> {};
          fixture.store.failBeforeWrite = null;
          edit(target("https://example.net/"));
          fixture.store.failBeforeWrite = Fault.OUTCOME_UNKNOWN;
        };
    assertFault(Fault.OUTCOME_UNKNOWN, () -> edit(enabled(false)));
  }

  @Test
  void limitIsRefusedWhereNobodyCountsVisits() {
    EditLink plain =
        new EditLink(
            new ChangeLink(fixture.read, fixture.store, fixture.codes, List.of()),
            new UrlPolicy(Set.of()),
            false,
            () -> fixture.now);
    Patch no = Patch.NOTHING;
    Patch limited =
        new Patch(
            no.url(),
            no.title(),
            no.tags(),
            no.status(),
            no.expiresAt(),
            Change.to(5),
            no.enabled());
    assertFault(
        "/maxVisits", () -> plain.edit(LinkFixture.CALLER, fixture.idOf(created), limited, null));
    assertThat(edit(limited).maxVisits()).isEqualTo(5);
  }
}
