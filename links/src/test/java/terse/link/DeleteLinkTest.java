package terse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static terse.link.Faults.assertFault;

import java.util.List;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;

class DeleteLinkTest {
  private final LinkFixture fixture = new LinkFixture();

  @Test
  void aDeletedLinkIsATombstoneWithoutItsContents() {
    CreateLink.Created created =
        fixture.created(
            new CreateLink.Request(
                "https://example.org/",
                "spring-sale",
                null,
                null,
                null,
                "Title",
                List.of("a"),
                null,
                false,
                null));
    fixture.delete.delete(LinkFixture.CALLER, fixture.idOf(created), null);

    Link stone = fixture.resolve.resolve(1, "spring-sale").orElseThrow();
    assertThat(stone.state()).isEqualTo(LinkState.DELETED);
    assertThat(stone.target()).isEmpty();
    assertThat(stone.title()).isNull();
    assertThat(stone.tags()).isEmpty();
    assertThat(stone.isLive(fixture.now)).isFalse();
    assertThat(fixture.told).endsWith("spring-sale v2 DELETED");
  }

  @Test
  void aDeletedLinkCanNeitherBeReadNorEditedNorDeletedAgain() {
    String id = fixture.idOf(fixture.generated());
    fixture.delete.delete(LinkFixture.CALLER, id, null);

    assertFault(Fault.NOT_FOUND, () -> fixture.delete.delete(LinkFixture.CALLER, id, null));
    assertFault(Fault.NOT_FOUND, () -> fixture.read.read(LinkFixture.CALLER, id));
    assertFault(
        Fault.NOT_FOUND, () -> fixture.edit.edit(LinkFixture.CALLER, id, Patch.NOTHING, null));
  }

  @Test
  void aDeleteOfAnotherVersionIsRefused() {
    String id = fixture.idOf(fixture.generated());

    assertFault(Fault.PRECONDITION_FAILED, () -> fixture.delete.delete(LinkFixture.CALLER, id, 2L));
    fixture.delete.delete(LinkFixture.CALLER, id, 1L);
  }

  @Test
  void othersLinksCannotBeDeleted() {
    String id = fixture.idOf(fixture.generated());
    Caller other = new Caller(LinkFixture.OWNER + 1, false);

    assertFault(Fault.NOT_FOUND, () -> fixture.delete.delete(other, id, null));
    assertThat(fixture.read.read(LinkFixture.CALLER, id).state()).isEqualTo(LinkState.ACTIVE);
  }

  @Test
  void idsOfNothingAreNotFound() {
    for (String odd : List.of("", ".", "1.", "x", "1.0000000", "1.nobody", "9.nobody", "0.abcd")) {
      assertFault(Fault.NOT_FOUND, () -> fixture.delete.delete(LinkFixture.CALLER, odd, null));
    }
  }
}
