package terse.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import terse.link.InsertOutcome;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkPage;
import terse.link.LinkQuery;
import terse.link.LinkStore;
import terse.link.UpdateOutcome;

/** What the parts of {@link LinkStoreContract} have in common: an empty store and small words. */
interface LinkContract {

  LinkBackend backend();

  /** The store under test, empty when a test begins. */
  LinkStore store();

  /** Where it is kept. */
  Path folder();

  default Link inserted(Sample sample) {
    return inserted(store().insert(sample.asNew()));
  }

  default Link inserted(InsertOutcome outcome) {
    if (outcome instanceof InsertOutcome.Inserted(Link link)) {
      return link;
    }
    throw new AssertionError("not inserted: " + outcome);
  }

  default Link updated(Link changed) {
    UpdateOutcome outcome = store().update(changed, changed.version());
    if (outcome instanceof UpdateOutcome.Updated(Link link)) {
      return link;
    }
    throw new AssertionError("not updated: " + outcome);
  }

  default Link stored(LinkKey key) {
    return store().find(key).orElseThrow();
  }

  /** Every link of a listing, page after page. */
  default List<Link> walk(LinkQuery query) {
    return walk(store(), query);
  }

  static List<Link> walk(LinkStore store, LinkQuery query) {
    List<Link> all = new ArrayList<>();
    LinkPage page = store.list(query);
    all.addAll(page.links());
    while (page.next() != null) {
      page = store.list(Queries.after(query, page.next()));
      all.addAll(page.links());
    }
    return all;
  }
}
