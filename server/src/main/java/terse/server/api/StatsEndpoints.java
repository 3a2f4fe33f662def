package terse.server.api;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import terse.click.LinkRef;
import terse.link.LinkKey;
import terse.link.ReadLink;
import terse.report.Stats;
import terse.report.StatsQuery;

/** Reports, of one link or of all the caller may see. */
final class StatsEndpoints {
  private static final String CSV = "text/csv";

  private final ReadLink read;
  private final Reports reports;
  private final InstantSource clock;

  StatsEndpoints(ReadLink read, Reports reports, InstantSource clock) {
    this.read = read;
    this.reports = reports;
    this.clock = clock;
  }

  Answer ofLink(Call call) {
    LinkKey key = read.read(call.who(), call.pathValue("id")).key();
    return answer(call, new LinkRef(key.domain(), key.epoch(), key.number()), null);
  }

  Answer ofAll(Call call) {
    return answer(call, null, call.isAdmin() ? null : call.caller().account());
  }

  private Answer answer(Call call, @Nullable LinkRef link, @Nullable Integer owner) {
    StatsQuery query = StatsParameters.query(call.query(), link, owner, clock);
    Instant freshUntil = reports.freshUntil();
    Stats stats = reports.query(query);
    Answer answer =
        call.type().equals(CSV)
            ? new Answer(
                200, Map.of(), CSV + "; charset=utf-8", Buffer.buffer(StatsCsv.write(query, stats)))
            : Answer.json(200, out -> StatsJson.write(out, query, stats, freshUntil));
    return answer.with("Vary", "Accept");
  }
}
