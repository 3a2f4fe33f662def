package terse.server.journal;

import terse.click.Position;

/** A segment in use, with what its header says: a stretch of one partition's offsets. */
record Stretch(SegmentHeader header, Segment segment) {

  /** Makes a spare the next stretch of a partition. */
  static Stretch begin(SegmentHeader header, Segment spare) {
    header.write(spare.buffer());
    spare.written(SegmentHeader.SIZE);
    return new Stretch(header, spare);
  }

  /** How far the writer has come, as an offset of the partition. */
  long end() {
    return header.base() + segment.written();
  }

  Position position(int at) {
    return new Position(
        Incarnation.name(header.node()), header.epoch(), header.partition(), header.base() + at);
  }
}
