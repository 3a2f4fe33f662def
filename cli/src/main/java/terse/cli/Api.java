package terse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The server's API. Every answer that is not a success becomes a {@link Failure}. */
final class Api {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI server;
  private final @Nullable String key;

  Api(URI server, @Nullable String key) {
    this.server = server;
    this.key = key;
  }

  /** What is at a path below {@code /api/v1}, as JSON. */
  JsonNode get(String path, Map<String, String> query) {
    return tree(succeed(send(request(path, query).GET())));
  }

  /** What is at a path, as text of the given media type. */
  String text(String path, Map<String, String> query, String mediaType) {
    return succeed(send(request(path, query).header("Accept", mediaType).GET())).body();
  }

  /** The answer to a JSON body. */
  JsonNode post(String path, JsonNode body) {
    return tree(succeed(send(post(path, "application/json", body.toString()))));
  }

  /** The answer to a body of JSON lines, whatever its status. */
  HttpResponse<String> postLines(String path, String lines) {
    return send(post(path, "application/x-ndjson", lines));
  }

  /** The answer to a change. */
  JsonNode patch(String path, JsonNode body) {
    var request =
        request(path, Map.of())
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", BodyPublishers.ofString(body.toString()));
    return tree(succeed(send(request)));
  }

  void delete(String path) {
    succeed(send(request(path, Map.of()).DELETE()));
  }

  /** The answer to a GET, whatever its status. */
  HttpResponse<String> peek(String path) {
    return send(request(path, Map.of()).GET());
  }

  private HttpRequest.Builder post(String path, String mediaType, String body) {
    BodyPublisher bytes = BodyPublishers.ofString(body);
    return request(path, Map.of()).header("Content-Type", mediaType).POST(bytes);
  }

  private HttpRequest.Builder request(String path, Map<String, String> query) {
    var request =
        HttpRequest.newBuilder(URI.create(server + "/api/v1" + path + queryText(query)))
            .timeout(Duration.ofMinutes(2));
    if (key != null) {
      request.header("Authorization", "Bearer " + header(key));
    }
    return request;
  }

  private static String header(String value) {
    if (value.isEmpty() || value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new Failure(Exit.UNAUTHORIZED, "The API key is empty or has characters no key has.");
    }
    return value;
  }

  private static String queryText(Map<String, String> query) {
    return query.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
  }

  /** The text as it may stand in a path or a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new Failure(
          Exit.UNREACHABLE,
          "No server answers at "
              + server
              + ": start one with `terse serve`, or name it with"
              + " --server.");
    } catch (HttpTimeoutException e) {
      throw new Failure(Exit.UNREACHABLE, "The server at " + server + " took too long to answer.");
    } catch (IOException e) {
      throw new Failure(Exit.UNREACHABLE, "The connection to " + server + " broke: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(Exit.FAILED, "Interrupted.");
    }
  }

  private static HttpResponse<String> succeed(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw Problem.of(response.statusCode(), response.body()).failure();
    }
    return response;
  }

  private JsonNode tree(HttpResponse<String> response) {
    return Json.parse(response.body())
        .orElseThrow(
            () -> new Failure(Exit.FAILED, "What answers at " + server + " is not Terse."));
  }
}
