package terse.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The statements in an engine's words. jOOQ finds them; since loading jOOQ takes most of a cold
 * start, what it said is shipped, and a test holds that against what it says now.
 */
final class Wording {
  private final Map<Phrase, String> texts = new EnumMap<>(Phrase.class);

  private Wording(Function<Phrase, String> text) {
    for (Phrase phrase : Phrase.values()) {
      texts.put(phrase, text.apply(phrase));
    }
  }

  /** Asks jOOQ. */
  static Wording of(SQLDialect dialect) {
    DSLContext sql = DSL.using(dialect);
    return new Wording(phrase -> sql.render(Phrases.say(phrase, dialect)));
  }

  /** What is shipped for an engine. */
  static Wording shipped(SQLDialect dialect) {
    Properties shipped = read(folder(dialect) + "/statements.properties");
    return new Wording(phrase -> text(shipped, phrase));
  }

  /** Where the texts for an engine lie. */
  static String folder(SQLDialect dialect) {
    return dialect == SQLDialect.POSTGRES ? "postgresql" : "sqlite";
  }

  String of(Phrase phrase) {
    return text(texts.get(phrase), phrase);
  }

  /** All statements, one a line, as they are shipped. */
  String listing() {
    StringBuilder lines = new StringBuilder();
    texts.forEach((phrase, text) -> lines.append(phrase).append(" = ").append(text).append('\n'));
    return lines.toString();
  }

  private static String text(Properties shipped, Phrase phrase) {
    return text(shipped.getProperty(phrase.name()), phrase);
  }

  private static String text(@Nullable String text, Phrase phrase) {
    if (text == null) {
      throw new IllegalStateException("there is no text for the statement " + phrase);
    }
    return text;
  }

  private static Properties read(String file) {
    Properties shipped = new Properties();
    try (InputStream in = Wording.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " was not shipped");
      }
      shipped.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return shipped;
  }
}
