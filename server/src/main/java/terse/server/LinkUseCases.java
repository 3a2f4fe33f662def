package terse.server;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import terse.alias.AliasPolicy;
import terse.alias.OffensiveWords;
import terse.code.KeyRing;
import terse.domain.Domain;
import terse.domain.Domains;
import terse.id.GrantedMarks;
import terse.id.IdSource;
import terse.id.RangeStore;
import terse.id.TextSources;
import terse.link.ChangeLink;
import terse.link.CodeMint;
import terse.link.CreateLink;
import terse.link.DeleteLink;
import terse.link.DraftLink;
import terse.link.EditLink;
import terse.link.ExpandShortUrl;
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
  record Lookup(
      LinkCodes codes, LinkIds ids, ResolveLink resolve, SuggestLinks suggest, GrantedMarks marks) {
    static Lookup over(Stores stores, Domains domains, KeyRing ring, InstantSource clock) {
      GrantedMarks marks = new GrantedMarks();
      LinkCodes codes = new LinkCodes(ring, marks, domains::schemes);
      LinkIds ids = new LinkIds(codes);
      Lookup lookup =
          new Lookup(
              codes,
              ids,
              new ResolveLink(stores.links(), codes, ids),
              new SuggestLinks(codes, stores.links(), clock),
              marks);
      domains.all().forEach(domain -> lookup.learn(domain, stores.ranges()));
      return lookup;
    }

    /** Learns how far the counters of a domain are granted. */
    void learn(Domain domain, RangeStore ranges) {
      marks.load(ranges, domain.id(), codes.epochs(domain.schemes().size()));
    }
  }

  /**
   * The use cases.
   *
   * @param observers told of every change before it is acknowledged
   * @param texts mint codes that do not follow from counters
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
      Executor background,
      InstantSource clock) {
    LinkCodes codes = lookup.codes();
    IdSource numbers =
        new IdSource(stores.ranges(), lookup.marks(), background, clock, IdSource.Bounds.STANDARD);
    CodeMint mint =
        new CodeMint(numbers, codes, texts, stores.links(), OffensiveWords.builtIn()::isOffensive);
    ReadLink read = new ReadLink(lookup.resolve());
    ChangeLink change = new ChangeLink(read, stores.links(), codes, observers);
    return new LinkUseCases(
        new CreateLink(
            new DraftLink(domains, urls, aliases, codes, clock),
            new InsertLinks(stores.links(), mint, codes, observers)),
        read,
        new ListLinks(stores.links()),
        new EditLink(change, urls, clock),
        new DeleteLink(change, clock),
        new ExpandShortUrl(domains, lookup.resolve(), clock),
        numbers);
  }
}
