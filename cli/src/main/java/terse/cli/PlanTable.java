package terse.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import terse.plan.CapacityPlan;
import terse.plan.Notation;

/** A capacity plan laid out for people. */
record PlanTable(Terminal terminal, CapacityPlan plan) {
  /** The sizes of the usual table of collision odds. */
  static final double[] SIZES = {1e6, 1e8, 1e9, 1e10};

  void print() {
    keyspaces();
    lifetimes();
    confusable();
    random();
    filter();
    ranges();
  }

  private void keyspaces() {
    var question = plan.question();
    title("Codes of length " + question.length());
    line("%-10s %14s  %16s  %22s", "", "codes", "length for", "length for random codes");
    line(
        "%-10s %14s  %16s  %22s",
        "", "", Quantity.count((double) question.links()), sure(question.confidence()));
    for (var row : plan.keyspaces()) {
      line(
          "%-10s %14s  %16d  %22d",
          row.notation().label(),
          Quantity.count(row.space().size().doubleValue()),
          row.lengthForLinks(),
          row.lengthForConfidence());
    }
  }

  private static String sure(double confidence) {
    var percent = new BigDecimal(100 * confidence).round(new MathContext(8)).stripTrailingZeros();
    return "distinct to " + percent.toPlainString() + " %";
  }

  private void lifetimes() {
    var question = plan.question();
    title("How long base62 lasts at " + Quantity.count(question.perSecond()) + " links a second");
    line("%-10s %14s  %16s  %22s  %16s", "length", "codes", "lasts", "rate for ten years", "full");
    for (var row : plan.years()) {
      line(
          "%-10d %14s  %16s  %20s/s  %16s",
          row.space().length(),
          Quantity.count(row.space().size().doubleValue()),
          Quantity.years(row.years()),
          Quantity.count(row.perSecondForTenYears()),
          Quantity.bytes(row.bytesWhenFull()));
    }
    line(
        "%s links of %s take %s",
        Quantity.count((double) question.links()),
        Quantity.bytes(question.bytesPerLink()),
        Quantity.bytes(question.links() * question.bytesPerLink()));
  }

  private void confusable() {
    var cost = plan.confusable();
    title("Without 0 O I l (base58)");
    line(
        "%s of the codes are lost (%.2f times fewer); length %d has as many again",
        Quantity.odds(cost.lostShare()), cost.timesSmaller(), cost.lengthForTheSame());
  }

  private void random() {
    var question = plan.question();
    title("Random base62 codes of length " + question.length() + ": odds of a collision");
    for (var size : SIZES) {
      odds(size);
    }
    if (java.util.Arrays.stream(SIZES).noneMatch(size -> size == question.links())) {
      odds((double) question.links());
    }
    line("%s links make one as likely as not", Quantity.count(plan.random().linksForEvenOdds()));
  }

  private void odds(double links) {
    var birthday = Notation.BASE62.ofLength(plan.question().length()).birthday();
    line(
        "%-10s %14s  %16s pairs expected",
        Quantity.count(links),
        Quantity.odds(birthday.collisionOdds(links)),
        pairs(birthday.expectedPairs(links)));
  }

  private static String pairs(double pairs) {
    return pairs < 100 ? String.format(Locale.ROOT, "%.3g", pairs) : Quantity.count(pairs);
  }

  private void filter() {
    var filter = plan.filter();
    var sketch = plan.sketch();
    title("Bloom filter and visitor sketch");
    line(
        "%s names at %s false positives: %.2f bits a name, %s, %d hash functions",
        Quantity.count(filter.keys()),
        Quantity.odds(filter.falsePositives()),
        filter.bitsPerKey(),
        Quantity.bytes(filter.bytes()),
        filter.hashFunctions());
    line(
        "HyperLogLog with precision %d: %s, standard error %s, 95 of 100 within %s",
        sketch.precision(),
        Quantity.bytes(sketch.bytes()),
        Quantity.odds(sketch.standardError()),
        Quantity.odds(sketch.errorOf95Percent()));
  }

  private void ranges() {
    title(
        "Numbers leased in ranges at " + Quantity.count(plan.question().perSecond()) + " a second");
    line(
        "%-10s %14s  %16s  %22s", "range", "calls a day", "lost by a crash", "arbiter may be away");
    for (var row : plan.ranges()) {
      line(
          "%-10s %14s  %16s  %20s s",
          Quantity.count((double) row.size()),
          String.format(Locale.ROOT, "%,d", row.callsADay()),
          Quantity.count(row.wastedByCrash()),
          Quantity.count(row.secondsCovered()));
    }
    line(
        "With one range in reserve a crash loses that too, and the arbiter may be away for so long");
  }

  private void title(String text) {
    terminal.out().println("\n" + terminal.paint(1, text));
  }

  @SuppressWarnings("AnnotateFormatMethod") // its annotation is in a library we do not ship
  private void line(String format, Object... values) {
    terminal.out().println(String.format(Locale.ROOT, format, values));
  }
}
