package terse.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import terse.link.LinkIds;

/** {@code POST /cache/warm}: loads links into memory before many ask for them. */
public final class WarmEndpoint {
  private static final int AT_ONCE = 32;

  private final LinkIds ids;
  private final Spelling spelling;
  private final Warmer warmer;

  /** The one spelling under which a code is cached; null if it was surely never issued. */
  @FunctionalInterface
  public interface Spelling {
    @Nullable String of(int domain, String code);
  }

  /** Loads a link unless it is in memory; completes with whether there is such a link. */
  @FunctionalInterface
  public interface Warmer {
    CompletableFuture<Boolean> warm(int domain, String code);
  }

  public WarmEndpoint(LinkIds ids, Spelling spelling, Warmer warmer) {
    this.ids = ids;
    this.spelling = spelling;
    this.warmer = warmer;
  }

  Answer warm(Call call) {
    call.requireAdmin();
    Tally tally = new Tally();
    List<CompletableFuture<Boolean>> loads = new ArrayList<>(AT_ONCE);
    for (JsonNode id : call.body().path("ids")) {
      loads.add(load(id.asText()));
      if (loads.size() == AT_ONCE) {
        loads.forEach(tally::add);
        loads.clear();
      }
    }
    loads.forEach(tally::add);
    return tally.answer();
  }

  private CompletableFuture<Boolean> load(String id) {
    return ids.parse(id)
        .map(reference -> load(reference.domain(), reference.code()))
        .orElse(CompletableFuture.completedFuture(false));
  }

  private CompletableFuture<Boolean> load(int domain, String code) {
    String spelled = spelling.of(domain, code);
    return spelled == null
        ? CompletableFuture.completedFuture(false)
        : warmer.warm(domain, spelled);
  }

  /** What became of the links. */
  private static final class Tally {
    private int warm;
    private int missing;
    private int failed;

    void add(CompletableFuture<Boolean> load) {
      try {
        if (load.join()) {
          warm++;
        } else {
          missing++;
        }
      } catch (CompletionException e) {
        failed++;
      }
    }

    Answer answer() {
      return Answer.json(
          200,
          out -> {
            out.writeStartObject();
            out.writeNumberField("warm", warm);
            out.writeNumberField("missing", missing);
            out.writeNumberField("failed", failed);
            out.writeEndObject();
          });
    }
  }
}
