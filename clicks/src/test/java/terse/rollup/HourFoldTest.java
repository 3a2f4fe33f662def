package terse.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import terse.click.Agent;
import terse.click.Campaign;
import terse.click.Click;
import terse.click.LinkRef;
import terse.click.Place;
import terse.click.Referrer;
import terse.click.Tier;

class HourFoldTest {
  private static final Place BERLIN = new Place("DE", "DE-BE", "Berlin");

  private static Click click(long number, int owner, long visitor, boolean bot) {
    return new Click(
        1,
        new LinkRef(1, 1, number),
        owner,
        visitor,
        3,
        bot,
        Tier.L1,
        1,
        BERLIN,
        Agent.UNKNOWN,
        Referrer.DIRECT,
        Campaign.NONE);
  }

  private static final class Told implements HourFold.Sink<RuntimeException> {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void link(LinkRef link, int owner, Tally tally) {
      lines.add("link " + link.number() + " of " + owner + text(tally));
    }

    @Override
    public void account(int owner, Tally tally) {
      lines.add("account " + owner + text(tally));
    }

    @Override
    public void all(Tally tally) {
      lines.add("all" + text(tally));
    }

    private static String text(Tally tally) {
      return ": %d + %d, %d".formatted(tally.people(), tally.bots(), tally.visitors().count());
    }
  }

  @Test
  void linksComeInOrderThenAccountsThenAll() {
    var told = new Told();
    var fold = new HourFold<>(told);
    List.of(
            click(5, 1, 10, false),
            click(5, 1, 10, false),
            click(5, 2, 11, false),
            click(9, 1, 10, true),
            click(9, 1, 12, false))
        .forEach(fold::add);
    fold.finish();
    assertThat(told.lines)
        .containsExactly(
            "link 5 of 1: 2 + 0, 1",
            "link 5 of 2: 1 + 0, 1",
            "link 9 of 1: 1 + 1, 1",
            "account 1: 3 + 1, 2",
            "account 2: 1 + 0, 1",
            "all: 4 + 1, 3");
  }

  @Test
  void anEmptyHourIsNothing() {
    var told = new Told();
    new HourFold<>(told).finish();
    assertThat(told.lines).isEmpty();
  }

  @Test
  void clicksOutOfOrderAreRefused() {
    var fold = new HourFold<>(new Told());
    fold.add(click(5, 1, 1, false));
    assertThatIllegalArgumentException().isThrownBy(() -> fold.add(click(4, 1, 1, false)));
  }

  @Test
  void programsHaveNoFacetsAndUnknownOnesAreLeftOut() {
    var tally = new Tally();
    tally.add(click(1, 1, 1, false));
    tally.add(click(1, 1, 1, true));
    assertThat(tally.facets()).isEqualTo(Map.of(BERLIN, 1L));
  }

  @Test
  void twoSaltPeriodsMakeVisitorDays() {
    var salts = new Salts();
    assertThat(salts.counted()).isEqualTo("visitors");
    salts.add(4);
    assertThat(salts.counted()).isEqualTo("visitors");
    salts.merge(new Salts(5, 5));
    assertThat(salts.counted()).isEqualTo("visitor-days");
  }
}
