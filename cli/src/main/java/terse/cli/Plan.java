package terse.cli;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import terse.plan.CapacityPlan;

/** {@code terse plan}: the capacity planner, which needs no server. */
@Command(
    name = "plan",
    description = {
      "Plans capacity: how many codes a length has, how long they last, what they take, and how"
          + " soon random ones collide.",
      "Numbers may have a suffix: 500k, 10M, 1G, 2T."
    },
    mixinStandardHelpOptions = true)
final class Plan implements Runnable {
  private final Terminal terminal;

  @Option(
      names = "--links",
      paramLabel = "N",
      defaultValue = "1G",
      converter = Amount.class,
      description = "How many links there will be; ${DEFAULT-VALUE} if absent.")
  private double links;

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "7",
      description = "Symbols in a code, 1 to 128; ${DEFAULT-VALUE} if absent.")
  private int length;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      converter = Amount.class,
      description = "Links created each second; ${DEFAULT-VALUE} if absent.")
  private double rate;

  @Option(
      names = "--confidence",
      paramLabel = "P",
      defaultValue = "99.99%",
      converter = Share.class,
      description = "Wanted odds that random codes never collide; ${DEFAULT-VALUE} if absent.")
  private double confidence;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "500",
      converter = Amount.class,
      description = "Storage for one link in bytes; ${DEFAULT-VALUE} if absent.")
  private double bytes;

  @Option(
      names = "--false-positives",
      paramLabel = "P",
      defaultValue = "0.1%",
      converter = Share.class,
      description = "Absent names a Bloom filter may take for present; ${DEFAULT-VALUE} if absent.")
  private double falsePositives;

  @Option(names = "--json", description = "Print the plan as JSON.")
  private boolean json;

  Plan(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    var plan = plan();
    if (json) {
      terminal.out().println(Json.pretty(PlanJson.of(plan)));
    } else {
      new PlanTable(terminal, plan).print();
    }
  }

  private CapacityPlan plan() {
    try {
      return CapacityPlan.of(
          new CapacityPlan.Question((long) links, length, rate, confidence, bytes, falsePositives));
    } catch (IllegalArgumentException e) {
      throw new Failure(Exit.USAGE, "That cannot be planned: " + e.getMessage() + ".");
    }
  }

  /** Reads numbers such as {@code 1G}. */
  static final class Amount implements ITypeConverter<Double> {
    private static final Pattern FORM =
        Pattern.compile("([\\d_,]*\\.?\\d+(?:e\\d{1,2})?)([kMGT]?)");

    @Override
    public Double convert(String text) {
      var parts = FORM.matcher(text);
      if (!parts.matches()) {
        throw new TypeConversionException("“" + text + "” is no number such as 500k, 10M or 1G");
      }
      var zeros = 3 * " kMGT".indexOf(parts.group(2).isEmpty() ? " " : parts.group(2));
      var number = new BigDecimal(parts.group(1).replaceAll("[_,]", ""));
      return number.scaleByPowerOfTen(zeros).doubleValue();
    }
  }

  /** Reads shares such as {@code 99.99%} or {@code 0.9999}. */
  static final class Share implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
      if (!text.matches("\\d*\\.?\\d+%?")) {
        throw new TypeConversionException("“" + text + "” is no share such as 99.99% or 0.9999");
      }
      return text.endsWith("%")
          ? new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(2).doubleValue()
          : Double.parseDouble(text);
    }
  }
}
