package terse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.id.Grant;
import terse.id.GrantStore;
import terse.id.Grants;
import terse.link.FeedEntry;
import terse.link.LinkKey;
import terse.link.LinkStore;

/** The contract of {@link GrantStore}. */
public abstract class GrantStoreContract {
  @TempDir private Path folder = Path.of("");

  /** A grant store with the link store whose feed it writes to. */
  public record Opened(GrantStore grants, LinkStore links) {}

  /** New, empty stores. */
  protected abstract Opened open(Path folder);

  @Test
  void newStoreHasGrantedNothing() {
    assertThat(open(folder).grants().all())
        .isEqualTo(new Grants(List.of(), new TreeMap<>(), java.util.Set.of(), null));
  }

  @Test
  void marksRiseAndNeverFall() {
    GrantStore grants = open(folder).grants();
    grants.begin(0, 1, 7, List.of());
    grants.grant(1, 1, 100);
    grants.grant(2, 1, 5);
    grants.grant(1, 1, 50);
    Grants all = grants.all();
    assertThat(all.marks()).containsExactlyInAnyOrder(new Grant(1, 1, 100), new Grant(2, 1, 5));
    assertThat(all.epoch()).isEqualTo(1);
    assertThat(all.at()).isNotNull();
  }

  @Test
  void everythingIsToldInTheFeedAtThePositionThatIsReturned() {
    Opened opened = open(folder);
    GrantStore grants = opened.grants();
    long began = grants.begin(0, 1, -9, List.of());
    long granted = grants.grant(1, 1, 100);
    long prepared = grants.prepareKeys();
    long named = grants.openNames(3);
    long next = grants.begin(1, 2, 10, List.of(new Grant(1, 1, 500)));
    assertThat(opened.links().feedAfter(0, 10))
        .containsExactly(
            new FeedEntry.EpochBegun(began, 1, -9),
            new FeedEntry.Granted(granted, 1, 1, 100),
            new FeedEntry.KeysPrepared(prepared),
            new FeedEntry.NamesOpened(named, 3),
            new FeedEntry.Granted(next - 1, 1, 1, 500),
            new FeedEntry.EpochBegun(next, 2, 10));
    assertThat(opened.links().feedPosition()).isEqualTo(next);
  }

  /**
   * The old epoch's mark must not rise once a newer one mints: its codes pass over what is below.
   */
  @Test
  void olderEpochIsGrantedNothingOnceANewerOneHasBegun() {
    Opened opened = open(folder);
    GrantStore grants = opened.grants();
    grants.begin(0, 1, 7, List.of());
    grants.grant(1, 1, 100);
    grants.begin(1, 2, 8, List.of(new Grant(1, 1, 150)));
    long position = opened.links().feedPosition();
    refused(() -> grants.grant(1, 1, 200));
    refused(() -> grants.grant(1, LinkKey.epoch(4, 1), 200));
    refused(() -> grants.begin(1, 3, 9, List.of(new Grant(1, 1, 300))));
    refused(() -> grants.begin(0, 1, 7, List.of()));
    refused(() -> grants.begin(2, 2, 7, List.of()));
    grants.grant(1, 2, 10);
    Grants all = grants.all();
    assertThat(all.marks()).containsExactlyInAnyOrder(new Grant(1, 1, 150), new Grant(1, 2, 10));
    assertThat(all.epochs()).isEqualTo(new TreeMap<>(Map.of(1, 7L, 2, 8L)));
    assertThat(opened.links().feedAfter(position, 10)).hasSize(1);
  }

  @Test
  void ofManyWhoBeginAnEpochOneDoes() {
    GrantStore grants = open(folder).grants();
    List<Boolean> began =
        Crowd.of(
            16,
            caller -> {
              try {
                grants.begin(0, 1, caller, List.of());
                return true;
              } catch (TerseException refused) {
                return false;
              }
            });
    assertThat(began).containsOnlyOnce(true);
    assertThat(grants.all().epochs()).hasSize(1);
  }

  @Test
  void domainsStayOpenForNames() {
    GrantStore grants = open(folder).grants();
    grants.openNames(2);
    grants.openNames(2);
    assertThat(grants.all().openDomains()).containsExactly(2);
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TerseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.CONFLICT));
  }
}
