package terse.click;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The five UTM parameters in a query, decoded as forms are. The first of each name counts. */
final class UtmParameters {
  private static final String[] NAMES = {
    "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"
  };

  private UtmParameters() {}

  static Campaign of(String query) {
    @Nullable String[] values = new String[NAMES.length];
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      int i = equals < 0 ? -1 : indexOf(pair.substring(0, equals));
      if (i >= 0 && values[i] == null) {
        values[i] = Text.clean(decode(pair.substring(equals + 1)));
      }
    }
    return new Campaign(values[0], values[1], values[2], values[3], values[4]);
  }

  private static int indexOf(String name) {
    for (int i = 0; i < NAMES.length; i++) {
      if (NAMES[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Percent and plus decoding that forgives everything: what is no escape stands for itself. */
  private static String decode(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      int escaped = in[i] == '%' && i + 2 < in.length ? hex(in[i + 1], in[i + 2]) : -1;
      out.write(escaped >= 0 ? escaped : in[i] == '+' ? ' ' : in[i]);
      i += escaped >= 0 ? 2 : 0;
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int hex(byte high, byte low) {
    int h = Character.digit(high, 16);
    int l = Character.digit(low, 16);
    return h < 0 || l < 0 ? -1 : h << 4 | l;
  }
}
