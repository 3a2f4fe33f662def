package terse.server.journal;

/** Where the fields of a click are within its record, in bytes from the record's start. */
final class ClickFields {
  static final int AT = 0;
  static final int NUMBER = 8;
  static final int VISITOR = 16;
  static final int DOMAIN = 24;
  static final int EPOCH = 28;
  static final int OWNER = 32;
  static final int MICROS = 36;
  static final int SALT = 40;
  static final int USER_AGENT_LENGTH = 44;
  static final int REFERRER_LENGTH = 46;
  static final int QUERY_LENGTH = 48;
  static final int TIER = 50;
  static final int HAS_ADDRESS = 51;

  /** Four bytes, so that what follows is aligned; records before it was there have 0. */
  static final int PREFETCH = 52;

  static final int ADDRESS = 56;

  /** Where the three texts follow, one after the other. */
  static final int TEXT = 72;

  private ClickFields() {}
}
