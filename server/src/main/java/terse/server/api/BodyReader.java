package terse.server.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import terse.fault.Fault;
import terse.fault.TerseException;

/** Reads a whole body, up to a size. Everything here runs on the request's loop. */
public final class BodyReader {
  private final long max;
  private final Consumer<Buffer> whole;
  private final Consumer<TerseException> failed;
  private final AtomicBoolean done = new AtomicBoolean();
  private final Buffer body = Buffer.buffer();

  private BodyReader(long max, Consumer<Buffer> whole, Consumer<TerseException> failed) {
    this.max = max;
    this.whole = whole;
    this.failed = failed;
  }

  /**
   * Reads.
   *
   * @param max bytes it may have; 0 passes over whatever there is and calls {@code whole} at once
   * @param whole takes the body
   * @param failed takes {@code TOO_LARGE}, or the news that the connection broke
   */
  public static void read(
      HttpServerRequest request,
      long max,
      Consumer<Buffer> whole,
      Consumer<TerseException> failed) {
    BodyReader reader = new BodyReader(max, whole, failed);
    if (max == 0) {
      whole.accept(reader.body);
    } else if (announced(request) > max) {
      reader.tooLarge();
    } else {
      reader.start(request);
    }
  }

  /** The length the headers announce, 0 if they do not. */
  static long announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null || !length.matches("\\d{1,18}") ? 0 : Long.parseLong(length);
  }

  /** Tells a client that waits to be asked for its body to send it. */
  static void invite(HttpServerRequest request) {
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
  }

  private void start(HttpServerRequest request) {
    request.handler(this::add);
    request.endHandler(_ -> finish());
    request.exceptionHandler(
        _ -> fail(new TerseException(Fault.INVALID_REQUEST, "The connection broke.")));
    invite(request);
  }

  private void add(Buffer chunk) {
    if (body.length() + (long) chunk.length() > max) {
      tooLarge();
    } else if (!done.get()) {
      body.appendBuffer(chunk);
    }
  }

  private void tooLarge() {
    fail(
        new TerseException(
            Fault.TOO_LARGE,
            "The body may have " + max + " bytes; nothing of it was read, nothing was changed."));
  }

  private void finish() {
    if (done.compareAndSet(false, true)) {
      whole.accept(body);
    }
  }

  private void fail(TerseException failure) {
    if (done.compareAndSet(false, true)) {
      failed.accept(failure);
    }
  }
}
