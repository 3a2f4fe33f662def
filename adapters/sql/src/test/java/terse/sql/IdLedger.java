package terse.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every id that was read, in little memory: a page of bits for each worker and millisecond. */
final class IdLedger {
  private static final int SEQUENCE_BITS = 12;
  private static final int WORDS = (1 << SEQUENCE_BITS) / Long.SIZE;

  private final Map<Long, long[]> pages = new HashMap<>();
  private final List<Long> duplicates = new ArrayList<>();
  private long count;

  synchronized void add(long id) {
    long[] page = pages.computeIfAbsent(id >>> SEQUENCE_BITS, _ -> new long[WORDS]);
    int sequence = (int) id & ((1 << SEQUENCE_BITS) - 1);
    long bit = 1L << sequence;
    if ((page[sequence / Long.SIZE] & bit) == 0) {
      page[sequence / Long.SIZE] |= bit;
      count++;
    } else {
      duplicates.add(id);
    }
  }

  /** How many different ids were read. */
  synchronized long count() {
    return count;
  }

  /** Ids that were read again. */
  synchronized List<Long> duplicates() {
    return List.copyOf(duplicates);
  }
}
