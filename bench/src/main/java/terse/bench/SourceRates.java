package terse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import terse.alias.AliasPolicy;
import terse.code.Alphabet;
import terse.code.KeyRing;
import terse.code.Lengths;
import terse.code.Scheme;
import terse.code.Source;
import terse.code.WrongCase;
import terse.domain.Domain;
import terse.domain.Domains;
import terse.id.GrantedMarks;
import terse.id.IdSource;
import terse.id.TextSources;
import terse.id.WorkerSeat;
import terse.link.CodeMint;
import terse.link.CreateLink;
import terse.link.DraftLink;
import terse.link.InsertLinks;
import terse.link.LinkCodes;
import terse.sql.SqliteStores;
import terse.url.UrlPolicy;

/** How many links a second are created with each source of codes, in batches, into SQLite. */
final class SourceRates {
  private static final int BATCH = 1_000;

  private SourceRates() {}

  public static void main(String[] arguments) throws IOException {
    int batches = Options.of(arguments).number("batches", 100);
    Sheet.line("%-10s %12s %10s", "source", "links/s", "bytes/link");
    for (Source source : Source.values()) {
      Path folder = Files.createTempDirectory("source-rates");
      measure(source, folder.resolve("links.db"), batches);
    }
  }

  private static void measure(Source source, Path file, int batches) throws IOException {
    double rate = rate(source, file, batches);
    long links = (long) BATCH * (batches + batches / 5);
    Sheet.line(
        "%-10s %,12.0f %10d",
        source.name().toLowerCase(Locale.ROOT), rate, Files.size(file) / links);
  }

  /** Links a second; the file is complete afterwards. */
  private static double rate(Source source, Path file, int batches) {
    try (SqliteStores stores = SqliteStores.open(file)) {
      CreateLink create = creating(source, stores);
      run(create, batches / 5, 0);
      long began = System.nanoTime();
      run(create, batches, batches);
      return BATCH * batches / ((System.nanoTime() - began) / 1e9);
    }
  }

  private static void run(CreateLink create, int batches, int from) {
    for (int batch = from; batch < from + batches; batch++) {
      int first = batch * BATCH;
      create.createAll(
          1, IntStream.range(first, first + BATCH).mapToObj(SourceRates::request).toList());
    }
  }

  private static CreateLink.Request request(int number) {
    String url = "https://example.org/some/path/" + number;
    return new CreateLink.Request(url, null, null, null, null, null, List.of(), null, false, null);
  }

  private static CreateLink creating(Source source, SqliteStores stores) {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    KeyRing ring = KeyRing.first(random);
    GrantedMarks marks = new GrantedMarks();
    Domains domains =
        new Domains(List.of(new Domain(1, "s.example", null, List.of(scheme(source)))));
    LinkCodes codes = new LinkCodes(ring, marks, domains::schemes);
    IdSource ids =
        new IdSource(stores.ranges(), marks, Runnable::run, clock, IdSource.Bounds.STANDARD);
    WorkerSeat seat =
        new WorkerSeat(stores.workers(), 0, "bench", WorkerSeat.TERM, clock, System::nanoTime);
    TextSources texts = new TextSources(seat, clock, random, ring.secret(1));
    CodeMint mint = new CodeMint(ids, codes, texts, stores.links(), _ -> false);
    return new CreateLink(
        new DraftLink(domains, new UrlPolicy(Set.of()), AliasPolicy.standard(), codes, clock),
        new InsertLinks(stores.links(), mint, codes, List.of()));
  }

  private static Scheme scheme(Source source) {
    int length = source == Source.STATELESS ? 15 : 7;
    return new Scheme(source, Alphabet.BASE62, Lengths.of(length), false, WrongCase.REFUSE);
  }
}
