package terse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static terse.link.Faults.assertFault;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import terse.fault.Fault;

class ExpandShortUrlTest {
  private final LinkFixture fixture = new LinkFixture();
  private final CreateLink.Created named = fixture.named("spring-sale");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://s.example/spring-sale",
        "http://S.Example/Spring-Sale",
        "s.example/spring-sale",
        "spring-sale",
        "/spring-sale",
        " https://s.example/spring-sale ",
        "https://s.example/spring-sale+",
        "https://s.example/spring-sale?utm_source=x#y",
        "https://s.example/%73pring-sale"
      })
  void aShortUrlExpandsHoweverItIsPassedOn(String shortUrl) {
    assertThat(fixture.expand.expand(shortUrl)).isEqualTo(named.link());
  }

  @Test
  void codesKeepTheirCase() {
    CreateLink.Created generated = fixture.generated();
    String swapped = swapCase(generated.code());

    assertThat(fixture.expand.expand("s.example/" + generated.code())).isEqualTo(generated.link());
    assertFault(Fault.NOT_FOUND, () -> fixture.expand.expand("s.example/" + swapped));
  }

  private static String swapCase(String text) {
    return text.chars()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "nobody",
        "https://s.example",
        "https://s.example/",
        "https://t.example:81/spring-sale",
        "https://elsewhere.example/spring-sale",
        "https://s.example/spring-sale/more",
        "https://s.example/0000000",
        "mailto:spring-sale",
        "a:b://c"
      })
  void whatLeadsNowhereIsNotFound(String shortUrl) {
    assertFault(Fault.NOT_FOUND, () -> fixture.expand.expand(shortUrl));
  }

  @Test
  void whatIsNoUrlIsInvalid() {
    for (String odd : List.of("https://s.example/a b", "http://[/x", "a\nb", "%zz", "a\0b")) {
      assertFault(Fault.INVALID_URL, () -> fixture.expand.expand(odd));
    }
  }

  @Test
  void whatIsOverIsGone() {
    String id = fixture.idOf(named);
    Patch no = Patch.NOTHING;
    Patch soon =
        new Patch(
            no.url(),
            no.title(),
            no.tags(),
            no.status(),
            Change.to(fixture.now.plusSeconds(1)),
            Change.keep(),
            no.enabled());
    fixture.edit.edit(LinkFixture.CALLER, id, soon, null);
    fixture.now = fixture.now.plusSeconds(1);
    assertFault(Fault.GONE, () -> fixture.expand.expand("spring-sale"));

    fixture.delete.delete(LinkFixture.CALLER, id, null);
    assertFault(Fault.GONE, () -> fixture.expand.expand("spring-sale"));
  }
}
