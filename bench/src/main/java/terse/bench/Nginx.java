package terse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * nginx as a redirector: a map from path to target, and a buffered access log as its way to record
 * a click. One worker. Needs Debian's nginx-light.
 */
final class Nginx implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      worker_processes 1;
      daemon off;
      pid nginx.pid;
      error_log error.log crit;
      events { worker_connections 1024; }
      http {
        log_format click '$remote_addr - - [$time_local] "$request" $status $body_bytes_sent '
                         '"$http_referer" "$http_user_agent"';
        access_log access.log click buffer=64k flush=1s;
        map_hash_max_size 262144;
        map_hash_bucket_size 256;
        map $uri $target { include map.conf; }
        keepalive_requests 1000000000;
        client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u;
        scgi_temp_path s;
        server {
          listen 127.0.0.1:PORT;
          if ($target = '') { return 404; }
          return 302 $target;
        }
      }
      """;

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it with these targets by path, in a folder of its own. */
  static Nginx start(Path folder, int port, Map<String, String> targets) throws Exception {
    var map = new StringBuilder();
    targets.forEach((path, target) -> map.append(path + " \"" + target + "\";\n"));
    Files.writeString(folder.resolve("map.conf"), map);
    Files.writeString(
        folder.resolve("nginx.conf"), CONFIGURATION.replace("PORT", Integer.toString(port)));
    var command = List.of("nginx", "-p", folder + "/", "-c", "nginx.conf");
    var process = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    var nginx = new Nginx(process, port);
    nginx.awaitReady();
    return nginx;
  }

  private void awaitReady() throws InterruptedException {
    for (var tries = 0; tries < 1_000 && process.isAlive(); tries++) {
      try (var wire = new Wire(port)) {
        wire.exchange("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return;
      } catch (IOException notYet) {
        Thread.sleep(10);
      }
    }
    throw new IllegalStateException("nginx did not start");
  }

  int port() {
    return port;
  }

  /** Where the kernel tells of its worker. */
  Proc worker() {
    return new Proc(process.children().findFirst().orElseThrow().pid());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
