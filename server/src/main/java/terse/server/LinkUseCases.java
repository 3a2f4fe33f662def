package terse.server;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import terse.alias.AliasPolicy;
import terse.alias.OffensiveWords;
import terse.domain.Domains;
import terse.id.Granting;
import terse.id.IdSource;
import terse.id.TextSources;
import terse.link.Announcement;
import terse.link.ChangeLink;
import terse.link.CodeMint;
import terse.link.CreateLink;
import terse.link.DeleteLink;
import terse.link.DraftLink;
import terse.link.EditLink;
import terse.link.ExpandShortUrl;
import terse.link.FeedGate;
import terse.link.InsertLinks;
import terse.link.LinkCodes;
import terse.link.LinkIds;
import terse.link.LinkObserver;
import terse.link.ListLinks;
import terse.link.ReadLink;
import terse.link.ResolveLink;
import terse.link.SuggestLinks;
import terse.url.UrlPolicy;

/** Everything that is done with links. */
record LinkUseCases(
    CreateLink create,
    ReadLink read,
    ListLinks list,
    EditLink edit,
    DeleteLink delete,
    ExpandShortUrl expand,
    IdSource numbers) {

  /** What is needed to find links, and nothing that changes them. */
  record Lookup(LinkCodes codes, LinkIds ids, ResolveLink resolve, SuggestLinks suggest) {
    static Lookup over(Stores stores, LinkCodes codes, FeedGate gate, InstantSource clock) {
      LinkIds ids = new LinkIds(codes);
      return new Lookup(
          codes,
          ids,
          new ResolveLink(stores.links(), codes, ids, gate),
          new SuggestLinks(codes, stores.links(), clock));
    }
  }

  /**
   * The use cases.
   *
   * @param observers told of every change before it is acknowledged
   * @param texts mint codes that do not follow from counters
   * @param granting asked before numbers of a leased range are handed out
   * @param announcement waited for before new names are acknowledged
   * @param background leases numbers ahead of need
   */
  static LinkUseCases over(
      Stores stores,
      Lookup lookup,
      Domains domains,
      UrlPolicy urls,
      AliasPolicy aliases,
      List<LinkObserver> observers,
      TextSources texts,
      Granting granting,
      Announcement announcement,
      Executor background,
      InstantSource clock) {
    LinkCodes codes = lookup.codes();
    IdSource numbers =
        new IdSource(stores.ranges(), granting, background, clock, IdSource.Bounds.STANDARD);
    CodeMint mint =
        new CodeMint(numbers, codes, texts, stores.links(), OffensiveWords.builtIn()::isOffensive);
    ReadLink read = new ReadLink(lookup.resolve());
    ChangeLink change = new ChangeLink(read, stores.links(), codes, observers);
    return new LinkUseCases(
        new CreateLink(
            new DraftLink(domains, urls, aliases, codes, stores.keepsVisits(), clock),
            new InsertLinks(stores.links(), mint, codes, observers, announcement)),
        read,
        new ListLinks(stores.links()),
        new EditLink(change, urls, stores.keepsVisits(), clock),
        new DeleteLink(change, clock),
        new ExpandShortUrl(domains, lookup.resolve(), clock),
        numbers);
  }
}
