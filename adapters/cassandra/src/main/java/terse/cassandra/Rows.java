package terse.cassandra;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are to be written if a counter of changes still stands where it stood: what is granted.
 *
 * @param revision where it stood, 0 if there is none
 */
record Rows(long revision, List<Grant> grants) {
  /** Kinds of rows. */
  static final int MARK = 1;

  static final int EPOCH = 2;
  static final int OPEN = 3;
  static final int CHANGE = 9;

  private static final int BYTES = 4 + 4 + 4 + 8;

  Rows {
    grants = List.copyOf(grants);
  }

  /** One row. */
  record Grant(int kind, int a, int b, long value) {}

  List<Grant> marks() {
    return grants.stream().filter(grant -> grant.kind() == MARK).toList();
  }

  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(8 + 4 + grants.size() * BYTES);
    bytes.putLong(revision).putInt(grants.size());
    for (Grant grant : grants) {
      bytes.putInt(grant.kind).putInt(grant.a).putInt(grant.b).putLong(grant.value);
    }
    return bytes.flip();
  }

  static Rows read(ByteBuffer stored) {
    ByteBuffer bytes = stored.duplicate();
    long revision = bytes.getLong();
    List<Grant> grants = new ArrayList<>();
    for (int left = bytes.getInt(); left > 0; left--) {
      grants.add(new Grant(bytes.getInt(), bytes.getInt(), bytes.getInt(), bytes.getLong()));
    }
    return new Rows(revision, grants);
  }
}
