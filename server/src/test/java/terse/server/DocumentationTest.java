package terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import terse.fault.Fault;

/** The pages that list what the code has, held against the code. */
final class DocumentationTest {
  @Test
  void everySettingIsDocumentedAsItIs() {
    assertThat(Docs.rows("configuration.md"))
        .containsExactlyElementsOf(Settings.all().stream().map(DocumentationTest::row).toList());
  }

  static String row(Setting<?> setting) {
    String fallback = setting.defaultText();
    return "| `%s` | `%s` | %s | %s | %s |"
        .formatted(
            setting.name(),
            setting.variable(),
            setting.type(),
            fallback == null ? "none" : fallback.isEmpty() ? "empty" : "`" + fallback + "`",
            setting.description());
  }

  @Test
  void everyProblemIsDocumentedAsItIs() {
    assertThat(Docs.rows("problems.md").stream().map(DocumentationTest::firstThree))
        .containsExactlyElementsOf(
            Arrays.stream(Fault.values())
                .map(
                    fault ->
                        "`urn:terse:problem:%s` | %d | %s"
                            .formatted(fault.slug(), fault.status(), fault.title()))
                .toList());
  }

  private static String firstThree(String row) {
    String[] cells = row.split(" \\| ", 4);
    assertThat(cells).as(row).hasSize(4);
    return cells[0].substring(2) + " | " + cells[1] + " | " + cells[2];
  }
}
