package terse.server.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;

/**
 * What earlier starts left in the folder.
 *
 * @param streams for each partition of each start its stretches in order
 * @param spares segments nobody had begun, or whose header is damaged
 */
record Leftovers(Collection<Queue<Stretch>> streams, List<Segment> spares) {
  /** How the name of a segment's file ends. */
  static final String SUFFIX = ".segment";

  private record Stream(long node, long epoch, int partition) {
    static Stream of(Stretch stretch) {
      SegmentHeader header = stretch.header();
      return new Stream(header.node(), header.epoch(), header.partition());
    }
  }

  /** Maps every segment in the folder. */
  static Leftovers scan(Path folder, Damage damage) throws IOException {
    List<Stretch> begun = new ArrayList<>();
    List<Segment> spares = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        Segment segment = Segment.map(file);
        SegmentHeader.read(segment.buffer())
            .ifPresentOrElse(
                header -> begun.add(new Stretch(header, segment)),
                () -> spares.add(checked(segment, damage)));
      }
    }
    return new Leftovers(inOrder(begun).values(), spares);
  }

  /** The highest epoch among them, 0 if there is none. */
  long newestEpoch() {
    return streams.stream()
        .flatMap(Queue::stream)
        .mapToLong(stretch -> stretch.header().epoch())
        .max()
        .orElse(0);
  }

  private static Segment checked(Segment segment, Damage damage) {
    int extent = segment.extent(0);
    if (extent > 0 && !SegmentHeader.spent(segment.buffer())) {
      damage.damaged(extent);
    }
    return segment;
  }

  private static Map<Stream, Queue<Stretch>> inOrder(List<Stretch> stretches) {
    return stretches.stream()
        .sorted(
            Comparator.comparingLong((Stretch stretch) -> stretch.header().epoch())
                .thenComparingLong(stretch -> stretch.header().base()))
        .collect(
            Collectors.groupingBy(
                Stream::of, LinkedHashMap::new, Collectors.toCollection(ArrayDeque::new)));
  }
}
