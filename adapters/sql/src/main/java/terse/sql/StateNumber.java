package terse.sql;

import terse.link.LinkState;

/** How link states are written: numbers that never change, whatever becomes of the enum. */
final class StateNumber {
  static final int ACTIVE = 0;
  static final int DISABLED = 1;
  static final int DELETED = 2;

  private StateNumber() {}

  static int of(LinkState state) {
    return switch (state) {
      case ACTIVE -> ACTIVE;
      case DISABLED -> DISABLED;
      case DELETED -> DELETED;
    };
  }

  static LinkState read(int number) {
    return switch (number) {
      case ACTIVE -> LinkState.ACTIVE;
      case DISABLED -> LinkState.DISABLED;
      case DELETED -> LinkState.DELETED;
      default -> throw new IllegalStateException("there is no link state " + number);
    };
  }
}
