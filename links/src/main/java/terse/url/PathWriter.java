package terse.url;

/** Writes the path of a URL with its dot segments resolved; "%2e" counts as a dot. */
final class PathWriter {
  private final String input;
  private final StringBuilder out;
  private final int start;

  /** Appends to {@code out}, and goes no further back than its present end. */
  PathWriter(String input, StringBuilder out) {
    this.input = input;
    this.out = out;
    this.start = out.length();
  }

  /** Writes the path that stands between two indexes of the input: empty, or from a slash on. */
  void write(int from, int to) {
    int segment = Math.min(from + 1, to);
    for (int i = segment; i <= to; i++) {
      if (i == to || input.charAt(i) == '/' || input.charAt(i) == '\\') {
        writeSegment(segment, i, i == to);
        segment = i + 1;
      }
    }
  }

  private void writeSegment(int from, int to, boolean last) {
    int dots = dots(from, to);
    if (dots == 2) {
      out.setLength(Math.max(start, out.lastIndexOf("/")));
    }
    if (dots == 0 || last) {
      out.append('/');
    }
    if (dots == 0) {
      PercentEncoding.PATH.append(out, input, from, to);
    }
  }

  /** 1 or 2 for a segment of that many dots, 0 for any other. */
  private int dots(int from, int to) {
    int dots = 0;
    for (int i = from; i < to; dots++) {
      if (dots < 2 && input.charAt(i) == '.') {
        i++;
      } else if (dots < 2 && input.regionMatches(true, i, "%2e", 0, 3) && i + 3 <= to) {
        i += 3;
      } else {
        return 0;
      }
    }
    return dots;
  }
}
