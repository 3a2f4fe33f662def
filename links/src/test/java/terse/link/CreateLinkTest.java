package terse.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CreateLinkTest {
  private final LinkFixture fixture = new LinkFixture();

  @Test
  void createdLinkResolvesByItsCode() {
    CreateLink.Created created = fixture.generated();

    assertThat(created.code()).matches("[0-9A-Za-z]{7}");
    assertThat(fixture.resolve.resolve(1, created.code())).contains(created.link());
    assertThat(fixture.told).containsExactly(created.code() + " v1 ACTIVE");
  }

  @Test
  void namedLinkResolvesInAnyCase() {
    CreateLink.Created created = fixture.named("Spring-Sale");

    assertThat(created.code()).isEqualTo("Spring-Sale");
    assertThat(fixture.idOf(created)).isEqualTo("1.spring-sale");
    assertThat(fixture.resolve.resolve(1, "SPRING-sale")).contains(created.link());
  }
}
