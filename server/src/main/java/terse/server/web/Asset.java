package terse.server.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import terse.server.api.Answer;
import terse.server.security.Secrets;

/** A file that pages refer to, in memory, plain and packed. */
record Asset(String type, Buffer plain, Buffer packed, String digest) {
  private static final int DIGEST_LENGTH = 12;
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /**
   * Reads a resource.
   *
   * @throws IllegalStateException if the class path has no such resource
   */
  static Asset load(String resource, String extension) {
    try (InputStream in = Asset.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + resource);
      }
      byte[] plain = in.readAllBytes();
      String digest = Secrets.digest(new String(plain, StandardCharsets.ISO_8859_1));
      return new Asset(
          TYPES.getOrDefault(extension, ""),
          Buffer.buffer(plain),
          Buffer.buffer(packed(plain)),
          digest.substring(0, DIGEST_LENGTH));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  Answer answer(boolean gzip) {
    Answer answer =
        new Answer(200, Map.of(), type, gzip ? packed : plain)
            .with("Cache-Control", "public, max-age=31536000, immutable")
            .with("Vary", "Accept-Encoding");
    return gzip ? answer.with("Content-Encoding", "gzip") : answer;
  }
}
