package terse.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.netty.util.AsciiString;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.click.LinkRef;
import terse.click.RawClick;
import terse.click.Tier;

class JournalTest {
  @TempDir Path path;
  private Folder folder = new Folder(Path.of(""));

  @BeforeEach
  void open() {
    folder = new Folder(path);
  }

  @Test
  void clickIsReadAsItWasAppended() throws Exception {
    try (Journal journal = folder.open(Folder.small(1))) {
      byte[] address = InetAddress.getByName("2001:db8::7").getAddress();
      journal
          .writer(0)
          .append(
              5, 1, 2, 1L << 40, 9, address, true, true, "agent", "ref", "a=b", Tier.STORE, 123);
      RawClick click = Folder.readAll(journal).getFirst();
      assertThat(click.visitor()).isNotZero();
      assertThat(click.salt()).isPositive();
      assertThat(click)
          .isEqualTo(
              new RawClick(
                  5,
                  new LinkRef(1, 2, 1L << 40),
                  9,
                  click.visitor(),
                  click.salt(),
                  true,
                  Tier.STORE,
                  123,
                  "agent",
                  "ref",
                  "a=b",
                  InetAddress.getByAddress(address)));
    }
  }

  @Test
  void absentTextsStayAbsentAndEmptyOnesEmpty() {
    try (Journal journal = folder.open(Folder.small(1))) {
      journal.writer(0).append(5, 1, 2, 3, 9, null, true, false, null, "", null, Tier.L1, 0);
      RawClick click = Folder.readAll(journal).getFirst();
      assertThat(click.userAgent()).isNull();
      assertThat(click.referrer()).isEmpty();
      assertThat(click.query()).isNull();
      assertThat(click.address()).isNull();
    }
  }

  @Test
  void textIsCutAt512BytesAndItsLineBreaksAreHarmless() {
    String wild = "a\r\nb\0c\u00e9".repeat(200);
    for (CharSequence text :
        List.of(wild, AsciiString.cached(wild), java.nio.CharBuffer.wrap(wild))) {
      assertThat(agentOf(text)).isEqualTo(wild.substring(0, 512));
    }
    assertThat(agentOf(new AsciiString("xxhellox").subSequence(2, 7, false))).isEqualTo("hello");
  }

  @Test
  void partitionsAreReadEachInItsOrder() {
    try (Journal journal = folder.open(Folder.small(2))) {
      JournalWriter even = journal.writer(0);
      JournalWriter odd = journal.writer(1);
      for (int number = 0; number < 2000; number++) {
        Folder.keep(number % 2 == 0 ? even : odd, number);
      }
      List<JournalReader> readers = journal.readers(List.of());
      assertThat(Folder.numbers(Folder.readAll(readers.subList(0, 1))))
          .isEqualTo(LongStream.range(0, 1000).mapToObj(n -> 2 * n).toList());
      assertThat(Folder.numbers(Folder.readAll(readers.subList(1, 2))))
          .isEqualTo(LongStream.range(0, 1000).mapToObj(n -> 2 * n + 1).toList());
    }
  }

  @Test
  void positionsRiseByEveryClickAcrossSegments() {
    try (Journal journal = folder.open(Folder.small(1))) {
      JournalWriter writer = journal.writer(0);
      LongStream.range(0, 1500).forEach(number -> Folder.keep(writer, number));
      JournalReader reader = journal.readers(List.of()).getFirst();
      Set<Long> offsets = new HashSet<>();
      long last = 0;
      while (reader.read(1, click -> {}) == 1) {
        long offset = reader.takeMove().orElseThrow().offset();
        assertThat(offset).isGreaterThan(last);
        last = offset;
        offsets.add(offset);
      }
      assertThat(offsets).hasSize(1500);
      assertThat(last).isGreaterThan(2 << 16).isEqualTo(journal.end(0));
    }
  }

  @Test
  void readerBeginsWhereTheStoreLeftOff() {
    long offset;
    try (Journal journal = folder.open(Folder.small(1))) {
      JournalWriter writer = journal.writer(0);
      LongStream.range(0, 1500).forEach(number -> Folder.keep(writer, number));
      JournalReader reader = journal.readers(List.of()).getFirst();
      reader.read(1000, click -> {});
      offset = reader.takeMove().orElseThrow().offset();
      try (Journal next = folder.open(Folder.small(1))) {
        List<JournalReader> rest = next.readers(List.of(Folder.at(journal, 0, offset)));
        assertThat(Folder.numbers(Folder.readAll(rest)))
            .isEqualTo(LongStream.range(1000, 1500).boxed().toList());
      }
    }
  }

  @Test
  void fullSpoolLosesAndCountsThenResumesWhenRead() {
    try (Journal journal = folder.open(Folder.small(1).withSizes(1 << 16, 3 << 16))) {
      JournalWriter writer = journal.writer(0);
      long kept = 0;
      while (journal.figures().lost() < 10) {
        kept += append(writer, kept, journal) ? 1 : 0;
      }
      assertThat(journal.figures().appended()).isEqualTo(kept);
      assertThat(journal.figures().spoolBytes()).isEqualTo(3 << 16);
      JournalReader reader = journal.readers(List.of()).getFirst();
      assertThat(reader.read(Integer.MAX_VALUE, click -> {})).isEqualTo(kept);
      journal.recycle(reader.takeConsumed());
      long number = kept;
      await().until(() -> Folder.append(writer, number));
      assertThat(reader.read(2, click -> assertThat(click.link().number()).isEqualTo(number)))
          .isOne();
    }
  }

  @Test
  void visitorIsTheSameAfterARestartWithinThePeriodAndAnotherAfterIt() {
    long first = visitor(Folder.ADDRESS, true, "agent");
    assertThat(visitor(Folder.ADDRESS, true, "agent")).isEqualTo(first);
    assertThat(visitor(Folder.ADDRESS, true, "other")).isNotEqualTo(first).isNotZero();
    assertThat(visitor(new byte[] {1, 2, 3, 4}, true, "agent")).isNotEqualTo(first).isNotZero();
    folder.advance(Folder.PERIOD);
    assertThat(visitor(Folder.ADDRESS, true, "agent")).isNotEqualTo(first).isNotZero();
  }

  @Test
  void whoAsksNotToBeRecognisedIsNoVisitor() {
    assertThat(visitor(Folder.ADDRESS, false, "agent")).isZero();
    assertThat(visitor(null, true, "agent")).isZero();
    assertThat(visitor(new byte[3], true, "agent")).isZero();
  }

  @Test
  void addressCannotBeReadAfterARestart() {
    try (Journal journal = folder.open(Folder.small(1))) {
      Folder.append(journal.writer(0), 1);
      assertThat(Folder.readAll(journal).getFirst().address()).isNotNull();
    }
    try (Journal journal = folder.open(Folder.small(1))) {
      RawClick click = Folder.readAll(journal).getFirst();
      assertThat(click.address()).isNull();
      assertThat(click.visitor()).isNotZero();
    }
  }

  @Test
  void addressIsNotKeptIfNothingLooksItUp() {
    try (Journal journal = folder.open(Folder.small(1).withAddresses(false))) {
      Folder.append(journal.writer(0), 1);
      RawClick click = Folder.readAll(journal).getFirst();
      assertThat(click.address()).isNull();
      assertThat(click.visitor()).isNotZero();
    }
  }

  @Test
  void appendAfterTheEndIsLostAndCountedAndThrowsNothing() {
    Journal journal = folder.open(Folder.small(1));
    JournalWriter writer = journal.writer(0);
    assertThat(Folder.append(writer, 1)).isTrue();
    journal.close();
    assertThat(Folder.append(writer, 2)).isFalse();
    assertThat(Folder.append(writer, 3)).isFalse();
    assertThat(journal.figures().lost()).isEqualTo(2);
  }

  @Test
  void appendThatWaitsForTheDiskIsReadLikeAnyOther() {
    JournalSettings settings = Folder.small(1).withSyncInterval(Duration.ZERO);
    try (Journal journal = folder.open(settings)) {
      assertThat(Folder.append(journal.writer(0), 4)).isTrue();
      assertThat(Folder.numbers(Folder.readAll(journal))).containsExactly(4L);
      assertThat(journal.figures().syncFailures()).isZero();
    }
  }

  @Test
  void settingsOutOfRangeAreRefusedInWords() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JournalSettings.of(1).withSizes(1000, 1 << 20))
        .withMessageContaining("journal-segment-size");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JournalSettings.of(4).withSizes(1 << 20, 7 << 20))
        .withMessageContaining("journal-max-size");
  }

  /** Appends once a spare is ready or there will be none. */
  private static boolean append(JournalWriter writer, long number, Journal journal) {
    JournalFigures figures = journal.figures();
    if (figures.spares() == 0 && figures.spoolBytes() < figures.spoolBound()) {
      await().until(() -> journal.figures().spares() > 0);
    }
    return Folder.append(writer, number);
  }

  private long visitor(byte @Nullable [] address, boolean mayRecognise, String agent) {
    try (Journal journal = folder.open(Folder.small(1))) {
      Folder.append(journal.writer(0), 1, address, mayRecognise, agent);
      return Folder.readAll(journal).getLast().visitor();
    }
  }

  private @Nullable String agentOf(CharSequence text) {
    try (Journal journal = folder.open(Folder.small(1))) {
      Folder.append(journal.writer(0), 1, null, true, text);
      return Folder.readAll(journal).getLast().userAgent();
    }
  }
}
