package terse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatsTest {
  private static final String REPORT =
      """
      {"clicks":1200,"botClicks":34,"visitors":567,"visitorsAre":"visitors",
       "last24Hours":1,"last7Days":2,"last30Days":3,
       "series":[{"start":"2029-12-31T23:00:00Z","clicks":200,"botClicks":0,"visitors":1},
                 {"start":"2030-01-01T23:00:00Z","clicks":1000,"botClicks":0,"visitors":1}],
       "breakdowns":{"country":[{"value":"DE","clicks":700},{"value":"","clicks":500}],
                     "referrer":[{"value":"","clicks":1200}]},
       "freshUntil":"2030-01-02T00:00:00Z"}""";

  private final ServerDouble server = new ServerDouble();
  private final TypedTerminal typed =
      new TypedTerminal().set("TERSE_SERVER", server.address()).set("TERSE_KEY", "secret");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void totalsChartAndBreakdownsAreShown() {
    server.answer(200, REPORT);
    assertThat(typed.run("stats", "--zone", "Europe/Berlin")).isZero();
    assertThat(typed.out())
        .contains("1,200 clicks, 567 visitors (and 34 by bots)")
        .contains("2030-01-01 Tue                 200 ████████\n")
        .contains("2030-01-02 Wed               1,000 " + "█".repeat(40))
        .contains("(direct)", "(unknown)", "DE", "Complete until 2030-01-02T00:00:00Z");
  }

  @Test
  void theRangeIsSentAsInstants() {
    server.answer(200, REPORT);
    typed.run("stats", "1.abc", "--from=7d", "--to=2030-01-01", "--zone=Europe/Rome");
    assertThat(server.last().address())
        .startsWith("/api/v1/links/1.abc/stats?")
        .contains("from=2029-12-25T00%3A00%3A00Z")
        .contains("to=2029-12-31T23%3A00%3A00Z")
        .contains("timezone=Europe%2FRome")
        .contains("bucket=day");
  }

  @Test
  void aShortUrlIsLookedUpFirst() {
    server.answer(200, "{\"id\":\"1.aZ3kP9q\"}").answer(200, REPORT);
    assertThat(typed.run("stats", "localhost:8080/aZ3kP9q", "--zone=UTC")).isZero();
    assertThat(server.last().address()).startsWith("/api/v1/links/1.aZ3kP9q/stats");
  }

  @Test
  void aBareCodeIsLookedUpFirst() {
    server.answer(200, "{\"id\":\"1.aZ3kP9q\"}").answer(200, REPORT);
    assertThat(typed.run("stats", "aZ3kP9q", "--zone=UTC")).isZero();
    assertThat(server.asked().getFirst().address()).isEqualTo("/api/v1/expand?shortUrl=aZ3kP9q");
    assertThat(server.last().address()).startsWith("/api/v1/links/1.aZ3kP9q/stats");
  }

  @Test
  void csvIsPassedOnAsItIs() {
    server.answer(200, "start,clicks\r\n");
    assertThat(typed.run("stats", "--csv", "--zone=UTC")).isZero();
    assertThat(typed.out()).isEqualTo("start,clicks\r\n");
  }

  @Test
  void whatIsNoTimeIsWrongUsage() {
    assertThat(typed.run("stats", "--from=yesterday", "--zone=UTC")).isEqualTo(Exit.USAGE);
    assertThat(typed.err()).contains("yesterday").contains("7d");
  }

  @Test
  void theSmallestCountStillHasABar() {
    assertThat(Bar.of(1, 1_000_000, 40)).isEqualTo("▏");
    assertThat(Bar.of(0, 10, 40)).isEmpty();
    assertThat(Bar.of(10, 10, 40)).hasSize(40);
  }
}
