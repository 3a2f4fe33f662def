package terse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every question has its row in docs/answers.md, and every row points at code that is there. */
final class AnswersTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** A row: number, question, answer, class, test. */
  private record Row(String number, String question, String answer, String type, String test) {
    boolean open() {
      return type.equals("open");
    }
  }

  @Test
  void everyQuestionHasItsRow() throws IOException {
    List<String> expected = new ArrayList<>();
    int[] topics = {3, 3, 3, 2, 3, 3};
    for (int section = 1; section <= topics.length; section++) {
      for (int topic = 1; topic <= topics[section - 1]; topic++) {
        for (int level = 1; level <= 3; level++) {
          expected.add(section + "." + topic + " L" + level);
        }
      }
    }
    for (int followUp = 1; followUp <= 5; followUp++) {
      expected.add("F" + followUp);
    }
    assertThat(rows()).extracting(Row::number).containsExactlyElementsOf(expected);
  }

  @Test
  void everyAnswerIsShortAndWhole() throws IOException {
    assertThat(rows())
        .allSatisfy(
            row -> {
              assertThat(row.question()).endsWith("?");
              assertThat(row.answer()).as(row.number()).endsWith(".").hasSizeBetween(60, 500);
            });
  }

  @Test
  void everyReferenceIsThere() throws IOException {
    Set<String> sources = sources();
    assertThat(rows())
        .filteredOn(row -> !row.open())
        .allSatisfy(
            row -> {
              assertThat(sources).as(row.number()).contains(row.type());
              assertThat(sources).as(row.number()).contains(row.test());
              assertThat(row.test()).matches(".*(Test|IT|Contract|Fuzz)");
            });
  }

  @Test
  void openRowsSaySo() throws IOException {
    assertThat(rows())
        .filteredOn(Row::open)
        .allSatisfy(
            row -> {
              assertThat(row.test()).isEqualTo("open");
              assertThat(row.answer()).as(row.number()).contains("**open**");
            });
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/answers.md")).stream()
        .filter(line -> line.matches("\\| (\\d|F).*"))
        .map(line -> line.split("\\|", -1))
        .map(
            cells ->
                new Row(
                    cell(cells, 1), cell(cells, 2), cell(cells, 3), cell(cells, 4), cell(cells, 5)))
        .toList();
  }

  private static String cell(String[] cells, int index) {
    return cells[index].strip().replace("`", "");
  }

  /** The fully qualified names of all source files of the project. */
  private static Set<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(path -> ROOT.relativize(path).toString())
          .filter(path -> path.matches(".*src/(main|test)/java/.*\\.java"))
          .map(path -> path.replaceFirst(".*src/(main|test)/java/", ""))
          .map(path -> path.replaceFirst("\\.java$", "").replace('/', '.'))
          .collect(Collectors.toSet());
    }
  }
}
