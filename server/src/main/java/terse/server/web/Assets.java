package terse.server.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.server.api.Answer;

/**
 * The files that pages refer to, read from the class path when first asked for. Their address has a
 * digest of their content in it, so browsers may keep them for ever.
 */
final class Assets implements Page {
  private static final Map<String, String> RESOURCES =
      Map.of(
          "dashboard.css", "terse/server/web/dashboard.css",
          "dashboard.js", "terse/server/web/dashboard.js",
          "icon.svg", "terse/server/web/icon.svg",
          "htmx.js", "META-INF/resources/webjars/htmx.org/2.0.4/dist/htmx.min.js");

  private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

  /** The address of a file. */
  String path(String name) {
    return "/assets/" + asset(name).digest() + "/" + name;
  }

  private Asset asset(String name) {
    return loaded.computeIfAbsent(name, Assets::load);
  }

  private static Asset load(String name) {
    String resource = RESOURCES.get(name);
    if (resource == null) {
      throw new TerseException(Fault.NOT_FOUND, "There is no such file.");
    }
    return Asset.load(resource, name.substring(name.lastIndexOf('.') + 1));
  }

  @Override
  public Answer answer(Visit visit) {
    Asset asset = asset(visit.path().getOrDefault("name", ""));
    if (!asset.digest().equals(visit.path().get("version"))) {
      throw new TerseException(Fault.NOT_FOUND, "This is a file of another version.");
    }
    return asset.answer(visit.gzip());
  }
}
