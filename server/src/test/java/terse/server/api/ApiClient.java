package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import terse.server.Server;

/** A client of a server's API. Every answer it gets is held against the contract. */
final class ApiClient {
  private static final ContractCheck CONTRACT = new ContractCheck();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final @Nullable String key;

  private ApiClient(String base, @Nullable String key) {
    this.base = base;
    this.key = key;
  }

  /** A client with the administrator's key. */
  static ApiClient of(Server server, Path folder) {
    try {
      return new ApiClient(
          "http://127.0.0.1:" + server.appPort() + "/api/v1",
          Files.readString(folder.resolve("admin.key")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ApiClient as(@Nullable String otherKey) {
    return new ApiClient(base, otherKey);
  }

  /** A client with a new key of the role. */
  ApiClient issue(String role) {
    return as(
        post("/keys", "{\"name\":\"a\",\"role\":\"" + role + "\"}").json().path("secret").asText());
  }

  String base() {
    return base;
  }

  /** What was answered. */
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String body() {
      return response.body();
    }

    JsonNode json() {
      byte[] bytes = body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      return Json.read(bytes, 0, bytes.length);
    }

    /** The stable name of the problem. */
    String problem() {
      assertThat(header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(json().path("status").asInt()).isEqualTo(status());
      assertThat(body()).doesNotContain("Exception", "\tat ", "at terse.");
      return json().path("type").asText().substring("urn:terse:problem:".length());
    }

    Reply expect(int status) {
      assertThat(status()).as(body()).isEqualTo(status);
      return this;
    }
  }

  Reply get(String path, String... headers) {
    return send("GET", path, null, null, headers);
  }

  Reply delete(String path, String... headers) {
    return send("DELETE", path, null, null, headers);
  }

  Reply post(String path, String body, String... headers) {
    return send("POST", path, "application/json", body, headers);
  }

  Reply patch(String path, String body, String... headers) {
    return send("PATCH", path, "application/merge-patch+json", body, headers);
  }

  Reply bulk(String body, String... headers) {
    return send("POST", "/links/bulk", "application/x-ndjson", body, headers);
  }

  /** The id of a new link. */
  JsonNode create(String url) {
    return post("/links", "{\"url\":\"" + url + "\"}").expect(201).json();
  }

  Reply send(
      String method, String path, @Nullable String type, @Nullable String body, String... headers) {
    HttpRequest.Builder request = request(path, headers);
    if (type != null) {
      request.header("Content-Type", type);
    }
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    Reply reply = new Reply(exchange(request.build()));
    CONTRACT.check(method, path, reply);
    return reply;
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  HttpClient http() {
    return http;
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
