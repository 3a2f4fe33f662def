package terse.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A link to import.
 *
 * @param number its line in the input, from 1; for CSV the record, the header being 1
 * @param text the input, for the list of failures
 * @param link what to create, null if the input makes no sense
 * @param fault why it makes no sense; empty otherwise
 */
record Entry(long number, String text, @Nullable ObjectNode link, String fault) {

  static Entry of(long number, String text, ObjectNode link) {
    return new Entry(number, text, link, "");
  }

  static Entry refused(long number, String text, String fault) {
    return new Entry(number, text, null, fault);
  }

  /**
   * The line of a bulk request. Its idempotency key follows from the import's name, the number and
   * the link, so importing the same file again creates nothing.
   */
  String line(String importName) {
    var line = link == null ? Json.object() : link.deepCopy();
    return line.put("idempotencyKey", digest(importName + "\n" + number + "\n" + link)).toString();
  }

  private static String digest(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return "import-" + HexFormat.of().formatHex(bytes, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
