package terse.link;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import terse.code.CodeForm;
import terse.code.Slips;
import terse.code.Spellings;
import terse.code.WrongCase;

/**
 * Finds the links that an unknown code may have been meant as: codes one slip of the keyboard away,
 * on domains whose codes have a check symbol, and the one link whose code differs in case only, on
 * domains that ask for it. What is told is what anybody could open: live links, and of them the
 * code alone. Blocks on the store, for {@link #MOST_LOOKUPS} look-ups at most, or {@link
 * #MOST_SPELLINGS} where codes are drawn; thread-safe.
 *
 * <p>No index of folded codes is kept. The permutation is one: each spelling of a code is decrypted
 * in under a microsecond, and all but those that were given out fall away before the store is
 * asked. Of codes that were drawn the store has an index by text, which is asked for each.
 */
public final class SuggestLinks {
  /** The most links that are offered for one code. */
  public static final int MOST_OFFERED = 3;

  /** The most look-ups in the store of codes that follow from a counter, for one unknown code. */
  public static final int MOST_LOOKUPS = 16;

  /** The most look-ups of codes that do not: the spellings of a text with seven letters. */
  public static final int MOST_SPELLINGS = 128;

  private final LinkCodes codes;
  private final LinkStore store;
  private final InstantSource clock;

  public SuggestLinks(LinkCodes codes, LinkStore store, InstantSource clock) {
    this.codes = codes;
    this.store = store;
    this.clock = clock;
  }

  /**
   * What an unknown code may have been meant as.
   *
   * @param offered codes of live links, the likeliest first, at most {@link #MOST_OFFERED}
   * @param follow the code to go on with as though it had been typed, null for none
   */
  public record Suggestion(List<String> offered, @Nullable String follow) {
    /** Nothing is known. */
    public static final Suggestion NONE = new Suggestion(List.of(), null);

    public Suggestion {
      offered = List.copyOf(offered);
    }
  }

  /** Whether it makes sense to ask about a text. Never waits. */
  public boolean canHelp(int domain, String text) {
    DomainCodes all = codes.codes(domain);
    return !all.generations().isEmpty()
        && Stream.concat(slipping(all, text), spelling(all, text)).findAny().isPresent();
  }

  /** What a text that leads nowhere may have been meant as, by a visitor. */
  public Suggestion suggest(int domain, String text) {
    return suggest(domain, text, _ -> true);
  }

  /** The same for somebody who is told of no other account's links. */
  public Suggestion suggest(int domain, String text, Caller caller) {
    return suggest(domain, text, caller::maySee);
  }

  private Suggestion suggest(int domain, String text, Predicate<Link> told) {
    DomainCodes all = codes.codes(domain);
    if (all.generations().isEmpty()) {
      return Suggestion.NONE;
    }
    Instant now = clock.instant();
    // Whoever mistypes uses up no visit.
    Predicate<Link> live = link -> link.isLive(now) && !link.isLimited();
    Optional<String> inOtherCase = inOtherCase(domain, all, text, live, told);
    if (inOtherCase.isPresent() && all.newest().scheme().wrongCase() == WrongCase.FOLLOW) {
      return new Suggestion(List.of(), inOtherCase.get());
    }
    List<String> offered = new ArrayList<>(inOtherCase.stream().toList());
    neighbours(domain, all, text)
        .filter(code -> !offered.contains(code.text()))
        .limit(MOST_LOOKUPS - (long) offered.size())
        .filter(code -> find(domain, code).filter(live.and(told)).isPresent())
        .limit(MOST_OFFERED - (long) offered.size())
        .forEach(code -> offered.add(code.text()));
    return new Suggestion(offered, null);
  }

  /** Codes that were given out and are one slip away. */
  private Stream<Code> neighbours(int domain, DomainCodes all, String text) {
    return slipping(all, text)
        .map(generation -> meant(generation, text))
        .flatMap(SequencedSet::stream)
        .distinct()
        .flatMap(code -> issued(domain, code).stream());
  }

  private static SequencedSet<String> meant(Generation generation, String text) {
    CodeForm form = generation.form(text.length());
    return form == null ? new LinkedHashSet<>() : new Slips(form).meant(text);
  }

  private static Stream<Generation> slipping(DomainCodes all, String text) {
    return all.generations().stream()
        .filter(generation -> generation.scheme().checkSymbol())
        .filter(generation -> isWrong(generation.form(text.length()), text));
  }

  private static boolean isWrong(@Nullable CodeForm form, String text) {
    return form != null && form.decode(text) == CodeForm.NOT_A_CODE;
  }

  /** The live link whose code is this text in another case, if there is just one, and told. */
  private Optional<String> inOtherCase(
      int domain, DomainCodes all, String text, Predicate<Link> live, Predicate<Link> told) {
    List<Code> given =
        spelling(all, text)
            .flatMap(one -> Spellings.of(one.scheme().alphabet(), text).stream())
            .distinct()
            .flatMap(spelled -> possible(domain, spelled).stream())
            .distinct()
            .limit(MOST_SPELLINGS + 1L)
            .toList();
    long issued = given.stream().filter(code -> code.key() != null).count();
    if (given.size() > MOST_SPELLINGS || issued > MOST_LOOKUPS) {
      return Optional.empty();
    }
    List<Found> found =
        given.stream()
            .flatMap(code -> find(domain, code).filter(live).map(code::found).stream())
            .limit(2)
            .toList();
    return found.size() == 1 && told.test(found.getFirst().link())
        ? Optional.of(found.getFirst().text())
        : Optional.empty();
  }

  private static Stream<Generation> spelling(DomainCodes all, String text) {
    return all.newest().scheme().wrongCase() == WrongCase.REFUSE
        ? Stream.empty()
        : all.generations().stream()
            .filter(one -> one.form(text.length()) != null || one.minted(text) != null);
  }

  private Optional<Code> issued(int domain, String text) {
    return possible(domain, text).filter(code -> code.key() != null);
  }

  /** A text as the code it may be: one that was given out, or one that only the store knows. */
  private Optional<Code> possible(int domain, String text) {
    return switch (codes.parse(domain, text)) {
      case LinkCodes.Generated code ->
          Optional.of(new Code(codes.spelled(code.key(), text), code.key()));
      case LinkCodes.Minted code -> Optional.of(new Code(code.text(), code.counted()));
      case LinkCodes.Name _, LinkCodes.NeverIssued _ -> Optional.empty();
    };
  }

  private Optional<Link> find(int domain, Code code) {
    LinkKey key = code.key();
    return key == null ? store.findByName(domain, MintedForm.folded(code.text())) : store.find(key);
  }

  /**
   * A code that may be meant.
   *
   * @param key null if it does not follow from a counter
   */
  private record Code(String text, @Nullable LinkKey key) {
    Found found(Link link) {
      return new Found(text, link);
    }
  }

  private record Found(String text, Link link) {}
}
