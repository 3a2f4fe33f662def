package terse.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.networknt.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import terse.fault.TerseException;
import terse.link.CreateLink;
import terse.link.Link;
import terse.link.LinkKey;
import terse.server.security.RateLimiter;
import terse.visit.Usage;

/**
 * {@code POST /links/bulk}: reads lines, creates links and writes answers at the same time, a few
 * batches in flight, each stage in the order of the lines.
 */
final class BulkEndpoint {
  private static final String TYPE = "application/x-ndjson";
  private static final int BATCHES_IN_FLIGHT = 4;
  private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final CreateLink create;
  private final RateLimiter limiter;
  private final LinkJson json;
  private final BulkLimits limits;
  private final Supplier<Schema> schema;

  BulkEndpoint(
      CreateLink create,
      RateLimiter limiter,
      LinkJson json,
      BulkLimits limits,
      Supplier<Schema> schema) {
    this.create = create;
    this.limiter = limiter;
    this.json = json;
    this.limits = limits;
    this.schema = schema;
  }

  void run(Call call, Input input, Exchange exchange) throws InterruptedException {
    if (BodyReader.announced(exchange.request()) > limits.bytes()) {
      throw limits.exceeded();
    }
    exchange.invite();
    BulkReader reader =
        new BulkReader(
            new Lines(input, BulkReader.LONGEST_LINE),
            schema.get(),
            limiter,
            call.caller().id(),
            call.headers().get("Idempotency-Key"),
            limits);
    List<BulkItem> first = reader.next();
    if (reader.isRefused()) {
      throw limits.exceeded();
    }
    Output output = exchange.begin(200, TYPE, limits.buffer());
    new Pipeline(call.caller().account(), reader, output).run(first);
    exchange.letGo();
  }

  /** One request under way. */
  private final class Pipeline {
    private final int account;
    private final BulkReader reader;
    private final Output output;
    private final Semaphore room = new Semaphore(BATCHES_IN_FLIGHT);
    private CompletableFuture<List<CreateLink.Outcome>> created =
        CompletableFuture.completedFuture(List.of());
    private CompletableFuture<Integer> written = CompletableFuture.completedFuture(0);
    private volatile boolean failed;

    Pipeline(int account, BulkReader reader, Output output) {
      this.account = account;
      this.reader = reader;
      this.output = output;
    }

    void run(List<BulkItem> first) throws InterruptedException {
      List<BulkItem> batch = first;
      while (!batch.isEmpty() && hasRoom()) {
        submit(batch);
        batch = reader.next();
      }
      finish();
    }

    /** Waits for room; false once an answer could not be written, for nothing more is done then. */
    private boolean hasRoom() throws InterruptedException {
      room.acquire();
      return !failed;
    }

    private void submit(List<BulkItem> batch) {
      created = created.thenApplyAsync(_ -> createAll(batch), THREADS);
      written =
          written
              .thenCombineAsync(created, (_, done) -> write(batch, done), THREADS)
              .whenComplete(
                  (_, failure) -> {
                    if (failure != null) {
                      failed = true;
                    }
                    room.release();
                  });
    }

    private List<CreateLink.Outcome> createAll(List<BulkItem> batch) {
      List<CreateLink.Request> requests = new ArrayList<>(batch.size());
      for (BulkItem item : batch) {
        if (item.request() != null) {
          requests.add(item.request());
        }
      }
      return create.createAll(account, requests);
    }

    private int write(List<BulkItem> batch, List<CreateLink.Outcome> outcomes) {
      try {
        if (!output.write(render(batch, outcomes), limits.patience())) {
          throw limits.unread();
        }
        return batch.size();
      } catch (InterruptedException e) {
        throw new CompletionException(e);
      }
    }

    private void finish() throws InterruptedException {
      try {
        written.join();
        output.end(new byte[0]);
      } catch (CompletionException e) {
        if (e.getCause() instanceof InterruptedException broken) {
          throw broken;
        }
        TerseException problem = Problem.faultOf(e.getCause() == null ? e : e.getCause());
        output.end(Json.write(out -> writeLine(out, reader.line(), problem, 0)));
      }
    }
  }

  private byte[] render(List<BulkItem> batch, List<CreateLink.Outcome> outcomes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(batch.size() * 384);
    Map<LinkKey, Usage> usage = json.usage(earlier(outcomes));
    Json.write(
        bytes,
        out -> {
          int next = 0;
          for (BulkItem item : batch) {
            TerseException problem = item.problem();
            if (problem != null) {
              writeLine(out, item.line(), problem, item.retryAfter());
            } else {
              writeLine(out, item.line(), outcomes.get(next++), usage);
            }
          }
        });
    return bytes.toByteArray();
  }

  /** Links that were there before, and may have been visited. */
  private static List<Link> earlier(List<CreateLink.Outcome> outcomes) {
    return outcomes.stream()
        .filter(CreateLink.Created.class::isInstance)
        .map(CreateLink.Created.class::cast)
        .filter(created -> created.origin() != CreateLink.Origin.NEW)
        .map(CreateLink.Created::link)
        .toList();
  }

  private void writeLine(
      JsonGenerator out, long number, CreateLink.Outcome outcome, Map<LinkKey, Usage> usage)
      throws IOException {
    switch (outcome) {
      case CreateLink.Failed failed -> writeLine(out, number, Problem.faultOf(failed.fault()), 0);
      case CreateLink.Created created -> {
        out.writeStartObject();
        out.writeNumberField("line", number);
        out.writeFieldName("link");
        json.write(out, created.link(), created.code(), usage);
        out.writeEndObject();
        out.writeRaw('\n');
      }
    }
  }

  private static void writeLine(
      JsonGenerator out, long number, TerseException problem, int retryAfter) throws IOException {
    out.writeStartObject();
    out.writeNumberField("line", number);
    out.writeFieldName("problem");
    Problem.write(out, problem, null, retryAfter);
    out.writeEndObject();
    out.writeRaw('\n');
  }
}
