package terse.sql;

import java.util.ArrayList;
import java.util.List;

/** What an open transaction has still to write before it ends. Used by one thread. */
final class Unwritten {
  /** Rows of links, in order. */
  final List<LinkRow> links = new ArrayList<>();

  /** How many links there are more than when the transaction began. */
  long count;

  void clear() {
    links.clear();
    count = 0;
  }
}
