package terse.sql;

/** What outbox rows say, as numbers that never change. */
final class OutboxKind {
  static final int LINK = 0;
  static final int GRANTED = 1;
  static final int KEYS = 2;
  static final int EPOCH = 3;
  static final int DOMAINS = 4;
  static final int NAMES = 5;

  private OutboxKind() {}
}
