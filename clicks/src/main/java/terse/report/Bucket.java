package terse.report;

/**
 * The width of a series' buckets; days and longer follow the calendar of the report's time zone.
 */
public enum Bucket {
  MINUTE,
  HOUR,
  DAY,
  WEEK,
  MONTH
}
