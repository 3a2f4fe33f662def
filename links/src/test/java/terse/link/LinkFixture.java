package terse.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import terse.alias.AliasPolicy;
import terse.code.KeyRing;
import terse.domain.Domain;
import terse.domain.Domains;
import terse.id.GrantedMarks;
import terse.id.IdSource;
import terse.id.TextSources;
import terse.id.WorkerSeat;
import terse.memory.MemoryRangeStore;
import terse.memory.MemoryWorkerLeases;
import terse.url.UrlPolicy;

/** All use cases over stores in memory, with a clock and a store that tests can steer. */
final class LinkFixture {
  static final int OWNER = 7;
  static final byte[] SECRET = new byte[32];
  static final Caller CALLER = new Caller(OWNER, false);

  Instant now = Instant.parse("2026-03-01T12:00:00Z");
  final SteeredLinkStore store = new SteeredLinkStore();
  final List<String> told = new ArrayList<>();
  final GrantedMarks marks = new GrantedMarks();
  final Domains domains =
      new Domains(List.of(new Domain(1, "s.example", null), new Domain(2, "t.example:81", null)));
  final LinkCodes codes = new LinkCodes(KeyRing.first(new Random(1)), marks, domains::schemes);
  final LinkIds ids = new LinkIds(codes);
  final IdSource numbers =
      new IdSource(
          new MemoryRangeStore(),
          marks,
          Runnable::run,
          () -> now,
          new IdSource.Bounds(1_000, 1_000));
  RandomGenerator draws = new Random(3);
  final TextSources texts = texts(() -> now, () -> draws.nextLong());
  final ResolveLink resolve = new ResolveLink(store, codes, ids);
  final ReadLink read = new ReadLink(resolve);
  final ListLinks list = new ListLinks(store);
  final ExpandShortUrl expand = new ExpandShortUrl(domains, resolve, () -> now);
  private final UrlPolicy urls = new UrlPolicy(Set.of("s.example"));
  final List<String> creating = new ArrayList<>();
  private final LinkObserver observer =
      new LinkObserver() {
        @Override
        public void changed(Link link, String code) {
          told.add(code + " v" + link.version() + " " + link.state());
          assertThat(link.version() > 1 || creating.contains(code)).as(code).isTrue();
        }

        @Override
        public void creating(int domain, boolean named, String code) {
          creating.add(code);
        }

        @Override
        public void settled(int domain, boolean named, String code) {
          assertThat(creating.remove(code)).as(code).isTrue();
        }
      };
  private final ChangeLink change = new ChangeLink(read, store, codes, List.of(observer));
  final EditLink edit = new EditLink(change, urls, () -> now);
  final DeleteLink delete = new DeleteLink(change, () -> now);
  final CreateLink create =
      new CreateLink(
          new DraftLink(domains, urls, AliasPolicy.standard(), codes, () -> now),
          new InsertLinks(
              store,
              new CodeMint(numbers, codes, texts, store, code -> false),
              codes,
              List.of(observer)));

  /** Sources of codes that do not follow from counters, under a clock and with draws to steer. */
  static TextSources texts(InstantSource clock, RandomGenerator random) {
    WorkerSeat seat =
        new WorkerSeat(
            new MemoryWorkerLeases(clock), 0, "test", WorkerSeat.TERM, clock, System::nanoTime);
    return new TextSources(seat, clock, random, SECRET);
  }

  /** A request for a generated code, checked. */
  static Draft draft(int domain) {
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    return new Draft(
        0,
        domain,
        null,
        "https://example.org/",
        OWNER,
        null,
        List.of(),
        302,
        now,
        null,
        null,
        null,
        false);
  }

  CreateLink.Created created(CreateLink.Request request) {
    return create.create(OWNER, request);
  }

  CreateLink.Created generated() {
    return created(request("https://example.org/", null));
  }

  CreateLink.Created named(String alias) {
    return created(request("https://example.org/", alias));
  }

  static CreateLink.Request request(String url, @Nullable String alias) {
    return new CreateLink.Request(url, alias, null, null, null, null, List.of(), null, false, null);
  }

  String idOf(CreateLink.Created created) {
    return ids.idOf(created.link(), created.code());
  }
}
