package terse.server.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import terse.fault.Fault;
import terse.fault.TerseException;

/** The log is told of failed loads, and never flooded. */
final class LoadTroubleTest {
  private static final TerseException AWAY =
      new TerseException(Fault.STORE_UNAVAILABLE, "The store is away.");

  private final Logger logger = (Logger) LoggerFactory.getLogger(LoadTrouble.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final LoadTrouble trouble = new LoadTrouble(nanos::get);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
  }

  @Test
  void aLineASecondTellsHowManyFailed() {
    for (int i = 0; i < 1_000; i++) {
      trouble.note(AWAY);
    }
    assertThat(lines.list).hasSize(1);
    nanos.addAndGet(999_999_999);
    trouble.note(AWAY);
    assertThat(lines.list).hasSize(1);
    nanos.addAndGet(1);
    trouble.note(AWAY);
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "1 redirects failed because their links could not be loaded: The store is away.",
            "1001 redirects failed because their links could not be loaded: The store is away.");
  }

  @Test
  void whatWasNotForeseenIsToldWithItsTrace() {
    trouble.note(new IllegalStateException("broken"));
    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.getFirst().getThrowableProxy().getMessage()).isEqualTo("broken");
  }

  @Test
  void aStoreThatIsAwayIsToldToTheLogWithoutWhoAsked() {
    try (RunningListener running = new RunningListener()) {
      running.links.trouble = AWAY;
      RawClient client = running.client();
      assertThat(client.get("/aZ3kP9q").status()).isEqualTo(503);
      assertThat(client.get("/aZ3kP9q").status()).isEqualTo(503);
      assertThat(lines.list).hasSize(1);
      assertThat(lines.list.getFirst().getFormattedMessage()).doesNotContain("127.0.0.1");
    }
  }
}
