package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.link.LinkStore;
import terse.link.NameStore;
import terse.link.NameStore.Name;

/** The contract of {@link NameStore}. */
public abstract class NameStoreContract {
  @TempDir private Path folder = Path.of("");

  /** A name store with the link store whose names it tells. */
  public record Opened(NameStore names, LinkStore links) {}

  /** New, empty stores. */
  protected abstract Opened open(Path folder);

  @Test
  void newStoreHasNoNames() {
    assertThat(open(folder).names().namesAfter(Name.BEFORE_ALL, 10)).isEmpty();
  }

  @Test
  void everyNameIsToldOncePageByPage() {
    Opened opened = open(folder);
    for (int i = 0; i < 25; i++) {
      opened.links().insert(Sample.named(i, "Name" + i).asNew());
    }
    opened.links().insert(Sample.link(1).asNew());
    List<Name> told = new ArrayList<>();
    List<Name> page = opened.names().namesAfter(Name.BEFORE_ALL, 10);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(10);
      told.addAll(page);
      page = opened.names().namesAfter(page.getLast(), 10);
    }
    assertThat(told).hasSize(25).doesNotHaveDuplicates();
    assertThat(told).contains(new Name(1, "name0"), new Name(1, "name24"));
  }
}
