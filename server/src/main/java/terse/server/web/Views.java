package terse.server.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.server.api.Answer;
import terse.server.security.Sessions;

/** Makes pages of templates that were compiled with the product. */
final class Views {
  static final String HTML = "text/html; charset=utf-8";

  private final Assets assets;

  Views(Assets assets) {
    this.assets = assets;
  }

  /** The engine, not before the first page. */
  private static final class Engine {
    static final TemplateEngine INSTANCE =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, Engine.class.getClassLoader(), "terse.server.web");
  }

  Frame frame(String title, Sessions.@Nullable Person person, String notice) {
    return new Frame(title, person, notice, assets);
  }

  /**
   * A page.
   *
   * @param template the template's name, without its ending
   * @param model the template's other parameters
   */
  Answer page(int status, String template, Frame frame, Map<String, Object> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("frame", frame);
    StringOutput html = new StringOutput();
    Engine.INSTANCE.render(template + ".jte", all, html);
    return new Answer(status, Map.of(), HTML, Buffer.buffer(html.toString()));
  }

  /** The page that says what went wrong. */
  Answer failure(TerseException failure) {
    Fault fault = failure.fault();
    return page(
        fault.status(),
        "failure",
        frame(fault.title(), null, ""),
        Map.of("detail", failure.detail()));
  }
}
