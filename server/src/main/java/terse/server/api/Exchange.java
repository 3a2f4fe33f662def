package terse.server.api;

import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request and its answer, usable from any thread: what touches the socket hops to its loop. */
public final class Exchange {
  private static final long LINGER_MILLIS = 2_000;

  private final HttpServerRequest request;
  private final Context context;
  private final Map<String, String> standing;
  private final AtomicBoolean answered = new AtomicBoolean();

  /**
   * @param context of the loop that the connection lives on
   * @param standing headers that every answer has
   */
  public Exchange(HttpServerRequest request, Context context, Map<String, String> standing) {
    this.request = request;
    this.context = context;
    this.standing = standing;
  }

  HttpServerRequest request() {
    return request;
  }

  boolean isHead() {
    return request.method().equals(HttpMethod.HEAD);
  }

  /** Whether the answer has begun, so that it is too late for another status. */
  boolean isAnswered() {
    return answered.get();
  }

  /** The body as it comes. To be called on the loop, before any of it has been read. */
  Input input() {
    return new Input(request, context);
  }

  /** Tells a client that waits to be asked for its body to send it. */
  void invite() {
    context.runOnContext(_ -> BodyReader.invite(request));
  }

  /** Answers, unless an answer has begun. */
  public void answer(Answer answer) {
    if (answered.compareAndSet(false, true)) {
      context.runOnContext(_ -> write(answer));
    }
  }

  void fail(Throwable failure) {
    answer(Problem.answer(failure, request.path()));
  }

  /** Answers now, whatever has been read of the body. */
  void failUnread(Throwable failure) {
    fail(failure);
    letGo();
  }

  /**
   * Passes over the rest of the body, so that a client that is still sending comes to read the
   * answer, and closes the connection if the body does not end soon: after what is still to be
   * sent, or a little later without it.
   */
  void letGo() {
    context.runOnContext(_ -> request.resume());
    context.owner().setTimer(LINGER_MILLIS, _ -> context.runOnContext(_ -> closeUnlessRead()));
  }

  private void closeUnlessRead() {
    if (!request.isEnded()) {
      var _ = request.connection().close();
      context.owner().setTimer(LINGER_MILLIS, _ -> context.runOnContext(_ -> cut()));
    }
  }

  /** Vert.x closes only after everything was read; a client that reads nothing would stay. */
  private void cut() {
    if (request.connection() instanceof HttpServerConnection connection) {
      var _ = connection.channelHandlerContext().close(); // past Vert.x's own handler, which waits
    }
  }

  /** Begins an answer whose body comes bit by bit. */
  Output begin(int status, String type, long maxWaiting) {
    answered.set(true);
    return new Output(this::headed, status, type, request.response(), context, maxWaiting);
  }

  private void write(Answer answer) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    headed(answer.status(), answer.type());
    answer.headers().forEach(response.headers()::set);
    if (isHead() || answer.body().length() == 0) {
      if (answer.status() != 204 && answer.status() != 304) {
        response.headers().set("Content-Length", Integer.toString(answer.body().length()));
      }
      response.end();
    } else {
      response.end(answer.body());
    }
  }

  private void headed(int status, String type) {
    HttpServerResponse response = request.response().setStatusCode(status);
    standing.forEach(response.headers()::set);
    if (!type.isEmpty()) {
      response.headers().set("Content-Type", type);
    }
  }
}
