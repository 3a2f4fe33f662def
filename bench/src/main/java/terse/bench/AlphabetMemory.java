package terse.bench;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import terse.code.Alphabet;
import terse.code.CodeForm;
import terse.code.KeyRing;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;
import terse.domain.Domain;
import terse.domain.Domains;
import terse.id.GrantedMarks;
import terse.link.LinkCodes;
import terse.link.LinkKey;

/** How much memory ten thousand domains take whose alphabets are their own, or one for all. */
final class AlphabetMemory {
  private static final int DOMAINS = 10_000;

  private AlphabetMemory() {}

  public static void main(String[] args) {
    Random random = new Random(1);
    print("alphabet of one's own", i -> Alphabet.of(shuffled(random)));
    print("the same custom alphabet", i -> Alphabet.of("23456789abcdefghjkmnpqrstuvwxyz"));
    print("alphabet of one's own, codec and check", i -> forms(Alphabet.of(shuffled(random))));
    print("domain with its own alphabet, not used yet", i -> domain(i, shuffled(random)));
    printInUse(random);
  }

  /** A code was made and read on each, so that each has its permutation. */
  private static void printInUse(Random random) {
    List<Domain> domains = new ArrayList<>();
    for (int i = 0; i < DOMAINS; i++) {
      domains.add(domain(i, shuffled(random)));
    }
    Domains known = new Domains(domains);
    GrantedMarks marks = new GrantedMarks();
    long before = used();
    LinkCodes codes = new LinkCodes(KeyRing.first(random), marks, known::schemes);
    for (int i = 1; i <= DOMAINS; i++) {
      marks.raise(i, 1, 1);
      codes.parse(i, codes.codeOf(new LinkKey(i, 1, 0)));
    }
    tell("permutation and forms of a domain in use", used() - before);
    if (codes.hasCodeShape(1, "")) {
      throw new IllegalStateException("no code is empty");
    }
  }

  private static void print(String what, IntFunction<Object> make) {
    long before = used();
    Object[] kept = new Object[DOMAINS];
    Arrays.setAll(kept, make);
    try {
      tell(what, used() - before);
    } finally {
      Reference.reachabilityFence(kept);
    }
  }

  private static void tell(String what, long bytes) {
    Sheet.line(
        "%-45s %8d bytes each, %6.1f MB for %d", what, bytes / DOMAINS, bytes / 1e6, DOMAINS);
  }

  private static Object forms(Alphabet alphabet) {
    return List.of(alphabet, new CodeForm(alphabet, 7, true));
  }

  private static Domain domain(int i, String symbols) {
    Scheme scheme =
        new Scheme(Source.PERMUTED, Alphabet.of(symbols), Lengths.of(7), false, WrongCase.REFUSE);
    return new Domain(i + 1, "d" + i + ".example", null, List.of(scheme));
  }

  private static String shuffled(Random random) {
    List<String> symbols =
        new ArrayList<>(Alphabet.BASE58.toString().chars().mapToObj(Character::toString).toList());
    Collections.shuffle(symbols, random);
    return symbols.stream().collect(Collectors.joining());
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
