package terse.server.redirect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The HTML frame of every page on the link listener: self-contained, no script, light and dark. */
final class Page {
  private static final String STYLE = style();

  /** The policy that lets a page use its own style and nothing else. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src '"
          + digest(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Page() {}

  /**
   * A page.
   *
   * @param title plain text
   * @param content HTML that stands below the title
   */
  static String html(String title, String content) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>%1$s · Terse</title>
        <style>%2$s</style>
        </head>
        <body>
        <main>
        <p class="mark">Terse</p>
        <h1>%1$s</h1>
        %3$s
        </main>
        </body>
        </html>
        """
        .formatted(escaped(title), STYLE, content);
  }

  /** Text for HTML content and quoted attributes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String style() {
    try (InputStream css = Page.class.getResourceAsStream("page.css")) {
      byte[] bytes = Objects.requireNonNull(css, "page.css").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String style) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
