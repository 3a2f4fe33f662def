package terse.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: keeps cookies, fills in forms, and does not follow redirects. */
final class Browser {
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
  private static final Pattern ONCE = Pattern.compile("name=\"once\" value=\"([^\"]+)\"");
  private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

  private final String base;
  private final HttpClient http;

  Browser(int port) {
    this(port, InetAddress.getLoopbackAddress());
  }

  /** A browser at an address of this machine. */
  Browser(int port, InetAddress from) {
    this.base = "http://127.0.0.1:" + port;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .localAddress(from)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
  }

  /** A page that came back. */
  record Seen(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String html() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Where it sends the browser. */
    String location() {
      return header("Location");
    }

    /** The hidden fields that its forms carry. */
    Map<String, String> hidden() {
      Map<String, String> fields = new LinkedHashMap<>();
      find(TOKEN, "token", fields);
      find(ONCE, "once", fields);
      find(VERSION, "version", fields);
      return fields;
    }

    private void find(Pattern pattern, String name, Map<String, String> fields) {
      Matcher matcher = pattern.matcher(html());
      String last = "";
      while (matcher.find()) {
        last = matcher.group(1);
      }
      if (!last.isEmpty()) {
        fields.put(name, last);
      }
    }
  }

  Seen get(String path, String... headers) {
    return exchange(request(path, headers).GET().build());
  }

  /** What an address answers line by line, as it comes. */
  HttpResponse<InputStream> open(String path) {
    try {
      return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Fills in the form on a page and sends it to an address. */
  Seen send(Seen page, String path, Map<String, String> fields) {
    Map<String, String> all = page.hidden();
    all.putAll(fields);
    return post(path, all);
  }

  Seen post(String path, Map<String, String> fields, String... headers) {
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return exchange(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Signs in. */
  Browser signIn(String key) {
    Seen answer = send(get("/sign-in"), "/sign-in", Map.of("key", key));
    if (answer.status() != 303) {
      throw new AssertionError("signing in was answered " + answer.status() + answer.html());
    }
    return this;
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private Seen exchange(HttpRequest request) {
    try {
      return new Seen(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
