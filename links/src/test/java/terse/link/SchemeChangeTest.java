package terse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import terse.code.Alphabet;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;
import terse.domain.Domain;
import terse.fault.Fault;
import terse.fault.TerseException;

class SchemeChangeTest {
  private static final String DIGITS = "0123456789";

  private final LinkFixture fixture = new LinkFixture();

  @Test
  void codesLeadWhereTheyDidAfterEveryChange() {
    List<CreateLink.Created> created = new ArrayList<>();
    for (Scheme scheme :
        List.of(
            Scheme.STANDARD,
            scheme(Alphabet.BASE58, Lengths.of(7), false),
            scheme(Alphabet.CROCKFORD32, Lengths.of(8), true),
            scheme(Alphabet.BASE62, Lengths.of(6), true),
            scheme(Alphabet.BASE62, Lengths.of(7), false),
            scheme(Alphabet.of(DIGITS), Lengths.of(9), false),
            Scheme.STANDARD)) {
      change(scheme);
      for (int i = 0; i < 50; i++) {
        created.add(fixture.generated());
      }
    }

    assertThat(created).extracting(CreateLink.Created::code).doesNotHaveDuplicates();
    for (CreateLink.Created one : created) {
      assertThat(fixture.resolve.resolve(1, one.code())).contains(one.link());
      assertThat(fixture.codes.codeOf(one.link())).isEqualTo(one.code());
      assertThat(fixture.read.read(LinkFixture.CALLER, fixture.idOf(one))).isEqualTo(one.link());
    }
    assertThat(created.getLast().link().key().scheme()).isEqualTo(6);
  }

  @Test
  void newCodesHaveTheNewForm() {
    change(scheme(Alphabet.CROCKFORD32, Lengths.of(5), true));
    assertThat(fixture.generated().code()).matches("[0-9A-HJKMNP-TV-Z]{6}");
    change(scheme(Alphabet.of(DIGITS), Lengths.of(9), false));
    assertThat(fixture.generated().code()).matches("\\d{9}");
  }

  /** In a space of a million codes, half of them given out under the old scheme. */
  @Test
  void codesOfAnOldSchemeAreNotGivenOutAgain() {
    change(scheme(Alphabet.of(DIGITS), Lengths.of(6), false));
    CreateLink.Created old = fixture.generated();
    fixture.numbers.take(1, old.link().key().epoch(), 500_000);
    change(scheme(Alphabet.of("9876543210"), Lengths.of(6), false));

    Set<String> given = new HashSet<>();
    long last = 0;
    for (int i = 0; i < 500; i++) {
      CreateLink.Created fresh = fixture.generated();
      last = fresh.link().key().number();
      assertThat(given.add(fresh.code())).isTrue();
      assertThat(fixture.resolve.resolve(1, fresh.code())).contains(fresh.link());
    }
    assertThat(last).as("numbers passed over").isGreaterThan(800);
    assertThat(fixture.resolve.resolve(1, old.code())).contains(old.link());
  }

  /** A node that has not heard of the new scheme uses up its range of the old one, no more. */
  @Test
  void countersOfOldSchemesEndBeforeTheFirstCodeOfANewOne() {
    int old = fixture.generated().link().key().epoch();
    change(scheme(Alphabet.BASE62, Lengths.of(6), true));
    fixture.generated();

    long mark = fixture.marks.mark(1, old);
    assertThatThrownBy(() -> fixture.numbers.take(1, old, (int) mark))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.STORE_UNAVAILABLE));
    assertThat(fixture.marks.mark(1, old)).isEqualTo(mark);
  }

  @Test
  void namesThatNowLookLikeCodesLeadWhereTheyDid() {
    CreateLink.Created named = fixture.named("Summer");
    change(scheme(Alphabet.BASE62, Lengths.of(6), false));

    assertThat(fixture.resolve.resolve(1, "summer")).contains(named.link());
    assertThat(fixture.resolve.resolve(1, "winter")).isEmpty();
    assertThatThrownBy(() -> fixture.named("Winter"))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID_ALIAS));
  }

  @Test
  void namesThatNowLookLikeCodesAreNotGivenOut() {
    String next = nextCodeOf(scheme(Alphabet.of(DIGITS), Lengths.of(6), false));
    CreateLink.Created named = fixture.named(next);
    change(scheme(Alphabet.of(DIGITS), Lengths.of(6), false));

    CreateLink.Created generated = fixture.generated();
    assertThat(generated.link().key().number()).isEqualTo(1);
    assertThat(generated.code()).isNotEqualTo(next);
    assertThat(fixture.resolve.resolve(1, next)).contains(named.link());
  }

  private static String nextCodeOf(Scheme scheme) {
    LinkFixture other = new LinkFixture();
    other.domains.replace(List.of(other.domains.defaultDomain().with(scheme)));
    return other.generated().code();
  }

  @Test
  void codesAreReadInTheSpellingsTheirAlphabetAllows() {
    change(scheme(Alphabet.CROCKFORD32, Lengths.of(7), true));
    CreateLink.Created created = fixture.generated();
    String typed = created.code().toLowerCase(Locale.ROOT).replace('0', 'o').replace('1', 'l');

    assertThat(fixture.resolve.resolve(1, typed)).isEqualTo(Optional.of(created.link()));
    assertThat(fixture.codes.spelled(created.link().key(), typed)).isEqualTo(created.code());
  }

  @Test
  void codesOfDomainsThatAreNotThereAreNames() {
    assertThat(fixture.codes.parse(9, "abcdefg")).isEqualTo(new LinkCodes.Name("abcdefg"));
    assertThat(fixture.codes.hasCodeShape(9, "abcdefg")).isFalse();
  }

  private void change(Scheme scheme) {
    Domain changed = fixture.domains.defaultDomain().with(scheme);
    fixture.domains.replace(List.of(changed, fixture.domains.find(2).orElseThrow()));
  }

  private static Scheme scheme(Alphabet alphabet, Lengths lengths, boolean checkSymbol) {
    return new Scheme(Source.PERMUTED, alphabet, lengths, checkSymbol, WrongCase.REFUSE);
  }
}
