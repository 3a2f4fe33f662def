package terse.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinkIdsTest {
  private final LinkFixture fixture = new LinkFixture();

  @Test
  void idsLeadBackToTheirLinks() {
    for (CreateLink.Created created :
        List.of(fixture.generated(), fixture.named("Spring-Sale"), fixture.generated())) {
      String id = fixture.ids.idOf(created.link());
      assertThat(id).isEqualTo(fixture.idOf(created));
      assertThat(fixture.resolve.byId(id)).isEqualTo(created.link());
    }
  }

  @Test
  void idsSurviveADelete() {
    CreateLink.Created created = fixture.named("Spring-Sale");
    String id = fixture.idOf(created);
    fixture.delete.delete(LinkFixture.CALLER, id, null);

    assertThat(fixture.ids.idOf(fixture.resolve.byId(id))).isEqualTo(id);
  }

  @Test
  void oddTextsAreNoIds() {
    for (String odd :
        List.of(
            "",
            ".",
            "1",
            "1.",
            ".a",
            "0.a",
            "01.a",
            "-1.a",
            "+1.a",
            "1 .a",
            "2147483648.a",
            "99999999999999999999.a",
            "\u0661.a",
            "a.1")) {
      assertThat(fixture.ids.parse(odd)).as(odd).isEmpty();
    }
    assertThat(fixture.ids.parse("2147483647.a.b"))
        .contains(new LinkIds.Reference(Integer.MAX_VALUE, "a.b"));
  }

  @Test
  void anyTextIsAnswered() {
    Random random = new Random(6);
    for (int i = 0; i < 10_000; i++) {
      String text =
          random
              .ints(random.nextInt(12), 0, 0x250)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      fixture
          .ids
          .parse(text)
          .ifPresent(it -> assertThat(it.domain() + "." + it.code()).isEqualTo(text));
    }
  }
}
