package terse.bench;

import java.util.HashMap;
import java.util.Map;

/** Arguments of the form {@code --name value}. */
record Options(Map<String, String> values) {

  static Options of(String... arguments) {
    var values = new HashMap<String, String>();
    for (var i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
        throw new IllegalArgumentException("expected --name value, not " + arguments[i]);
      }
      values.put(arguments[i].substring(2), arguments[i + 1]);
    }
    return new Options(values);
  }

  String text(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return value;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  int number(String name, int fallback) {
    return has(name) ? Integer.parseInt(text(name)) : fallback;
  }
}
