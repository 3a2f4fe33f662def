package terse.server.web;

/** The clicks of a link in its last 30 days, and their course as the points of a line. */
record Spark(long clicks, String points) {
  String text() {
    return ClickFigures.text(clicks);
  }
}
