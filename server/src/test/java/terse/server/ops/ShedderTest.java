package terse.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.server.ops.Shedder.Work;

final class ShedderTest {
  private final AtomicBoolean late = new AtomicBoolean();
  private final Shedder shedder =
      new Shedder(Map.of(Work.PLAIN, 2, Work.CREATE, 2, Work.REPORT, 1), late::get);

  @Test
  void workBeyondItsBoundIsRefusedUntilSomeIsDone() {
    try (var first = shedder.admit(Work.CREATE);
        var second = shedder.admit(Work.CREATE)) {
      assertThat(first).isNotNull();
      assertThat(second).isNotNull();
      assertRefused(Work.CREATE);
      assertThat(shedder.underWay(Work.CREATE)).isEqualTo(2);
    }
    assertThat(shedder.underWay(Work.CREATE)).isZero();
    shedder.admit(Work.CREATE).close();
    assertThat(shedder.refused(Work.CREATE)).isEqualTo(1);
  }

  @Test
  void oneClassOfWorkTakesNoRoomFromAnother() {
    try (var report = shedder.admit(Work.REPORT)) {
      assertThat(report).isNotNull();
      assertRefused(Work.REPORT);
      shedder.admit(Work.CREATE).close();
    }
  }

  @Test
  void createsAndReportsAreShedFirstWhileRedirectsAreLate() {
    late.set(true);
    assertRefused(Work.CREATE);
    assertRefused(Work.REPORT);
    shedder.admit(Work.PLAIN).close();
    late.set(false);
    shedder.admit(Work.CREATE).close();
  }

  @Test
  void workWithoutABoundIsNeverTakenOn() {
    assertRefused(Work.STREAM);
  }

  private void assertRefused(Work work) {
    assertThatThrownBy(() -> shedder.admit(work))
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.OVERLOADED));
  }
}
