package terse.cassandra;

import terse.code.Alphabet;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;

/** A scheme as a text that is stored; the alphabet comes last since it may hold any symbol. */
final class SchemeText {
  private static final int PARTS = 7;

  private SchemeText() {}

  static String of(Scheme scheme) {
    Lengths lengths = scheme.lengths();
    return String.join(
        " ",
        scheme.source().name(),
        Integer.toString(lengths.first()),
        Integer.toString(lengths.longest()),
        Integer.toString(lengths.fill()),
        Boolean.toString(scheme.checkSymbol()),
        scheme.wrongCase().name(),
        scheme.alphabet().toString());
  }

  static Scheme read(String text) {
    String[] parts = text.split(" ", PARTS);
    return new Scheme(
        Source.valueOf(parts[0]),
        Alphabet.of(parts[6]),
        new Lengths(number(parts[1]), number(parts[2]), number(parts[3])),
        Boolean.parseBoolean(parts[4]),
        WrongCase.valueOf(parts[5]));
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
