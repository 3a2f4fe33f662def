package terse.server.api;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as it comes, pulled by one thread that may block. The connection is read no
 * further than a few chunks ahead.
 */
final class Input {
  private static final int AHEAD = 16;

  private final HttpServerRequest request;
  private final Context context;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>(AHEAD + 2);

  private sealed interface Piece {}

  private record Bytes(Buffer buffer) implements Piece {}

  private record End(boolean whole) implements Piece {}

  Input(HttpServerRequest request, Context context) {
    this.request = request;
    this.context = context;
    request.pause();
    request.handler(buffer -> pieces.offer(new Bytes(buffer)));
    request.endHandler(_ -> pieces.offer(new End(true)));
    request.exceptionHandler(_ -> pieces.offer(new End(false)));
    request.fetch(AHEAD);
  }

  /**
   * The next bytes; waits for them.
   *
   * @return null at the end of the body
   * @throws InterruptedException if the connection broke before it
   */
  byte @Nullable [] next() throws InterruptedException {
    return switch (pieces.take()) {
      case Bytes bytes -> {
        context.runOnContext(_ -> request.fetch(1));
        yield bytes.buffer().getBytes();
      }
      case End end when end.whole() -> null;
      case End _ -> throw new InterruptedException("the connection broke");
    };
  }

  /** Whether {@link #next} would not wait. */
  boolean isReady() {
    return !pieces.isEmpty();
  }
}
