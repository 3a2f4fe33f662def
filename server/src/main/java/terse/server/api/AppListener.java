package terse.server.api;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;

/**
 * The listener of the API and of the pages for people, on a loop of its own, apart from those that
 * redirect.
 */
public final class AppListener implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private static final int MAX_HEADER = 16 << 10;
  private static final int MAX_LINE = 32 << 10;
  private static final int IDLE_SECONDS = 75;
  private static final long GRACE_SECONDS = 5;

  private final Vertx vertx;
  private final Api api;
  private final Router pages;
  private final HttpServer server;

  /**
   * Starts listening.
   *
   * @param host the address to bind to
   * @param port the port, 0 for any free one
   * @param api answers everything under {@code /api/}
   * @param pages adds routes for everything else
   * @throws CompletionException if the port cannot be had
   */
  public static AppListener start(String host, int port, Api api, Consumer<Router> pages) {
    return new AppListener(host, port, api, pages);
  }

  private AppListener(String host, int port, Api api, Consumer<Router> pages) {
    this.vertx = vertx();
    this.api = api;
    this.pages = Router.router(vertx);
    this.pages.errorHandler(404, context -> lost(context.request()));
    pages.accept(this.pages);
    this.server =
        vertx
            .createHttpServer(options())
            .invalidRequestHandler(AppListener::refuse)
            .requestHandler(this::handle);
    try {
      server.listen(port, host).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      vertx.close();
      throw e;
    }
  }

  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(2)
            .setInternalBlockingPoolSize(2)
            .setPreferNativeTransport(true)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false)));
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxChunkSize(CHUNK)
        .setMaxHeaderSize(MAX_HEADER)
        .setMaxInitialLineLength(MAX_LINE)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setHandle100ContinueAutomatically(false)
        .setHttp2ClearTextEnabled(false)
        .setTcpNoDelay(true)
        .setReuseAddress(true);
  }

  private void handle(HttpServerRequest request) {
    String path = request.path();
    if (isMalformed(request)) {
      refuse(request);
    } else if (path != null && Api.owns(path)) {
      api.handle(request);
    } else {
      pages.handle(request);
    }
  }

  /** What the codec lets through: a header without a name, and no host where one is required. */
  private static boolean isMalformed(HttpServerRequest request) {
    return request.headers().contains("")
        || (request.version() == HttpVersion.HTTP_1_1 && !request.headers().contains("Host"));
  }

  private static void lost(HttpServerRequest request) {
    exchange(request)
        .fail(new TerseException(Fault.NOT_FOUND, "There is no such page; the API is at /api/v1."));
  }

  private static Exchange exchange(HttpServerRequest request) {
    return new Exchange(request, Objects.requireNonNull(Vertx.currentContext()), Map.of());
  }

  private static void refuse(HttpServerRequest request) {
    request.response().endHandler(_ -> request.connection().close());
    exchange(request)
        .answer(
            Problem.answer(invalid(request.decoderResult().cause()), null)
                .with("Connection", "close"));
  }

  private static TerseException invalid(@Nullable Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
          new TerseException(
              Fault.ADDRESS_TOO_LONG, "An address may have %d bytes.".formatted(MAX_LINE));
      case TooLongHttpHeaderException _ ->
          new TerseException(
              Fault.HEADERS_TOO_LARGE,
              "All headers together may have %d bytes.".formatted(MAX_HEADER));
      case null, default ->
          new TerseException(Fault.INVALID_REQUEST, "This is not a valid HTTP request.");
    };
  }

  /** The port listened on. */
  public int port() {
    return server.actualPort();
  }

  /** Stops accepting, lets requests under way be answered for some seconds, and ends. */
  @Override
  public void close() {
    api.close();
    server
        .shutdown(GRACE_SECONDS, TimeUnit.SECONDS)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
