package terse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code terse doctor caches}: holds what every node has in memory against the store. */
@Command(
    name = "caches",
    description = {
      "Holds every link that a node has in memory against the store, on every live node.",
      "Ends with 1 if any differs, or if a node cannot be asked.",
      "The nodes are those that the server tells of; their API is spoken to by HTTP."
    },
    mixinStandardHelpOptions = true)
final class DoctorCaches implements Callable<Integer> {
  /** Links that are asked for in one go; the server looks at twice as many at most. */
  private static final int AT_ONCE = 5_000;

  private static final int MOST_SHOWN = 20;

  private final Terminal terminal;
  private final Findings findings;
  @Mixin private final Connection connection;

  @Option(
      names = "--node",
      paramLabel = "URL",
      description = "The API of a node, in place of those the server tells of; may be repeated.")
  private List<URI> given = List.of();

  DoctorCaches(Terminal terminal) {
    this.terminal = terminal;
    this.findings = new Findings(terminal);
    this.connection = new Connection(terminal);
  }

  @Override
  public Integer call() {
    for (URI node : given.isEmpty() ? told() : given) {
      try {
        check(node.getAuthority(), connection.openAt(node));
      } catch (Failure failure) {
        findings.bad(Printable.of(node.getAuthority(), 100) + ": " + failure.sentence());
      }
    }
    return findings.exitCode();
  }

  /** The nodes that the server tells of; the one that was asked is asked where it was found. */
  private List<URI> told() {
    List<URI> nodes = new ArrayList<>();
    for (JsonNode node : connection.open().get("/nodes", Map.of()).path("nodes")) {
      nodes.add(
          node.path("self").asBoolean()
              ? connection.address()
              : address(node.path("name").asText()));
    }
    return nodes;
  }

  private static URI address(String name) {
    try {
      return URI.create("http://" + name);
    } catch (IllegalArgumentException e) {
      throw new Failure(
          Exit.FAILED, "The node “" + Printable.of(name, 100) + "” has no address: give --node.");
    }
  }

  private void check(String name, Api api) {
    JsonNode first = part(api, 0, 1);
    if (first.path("whole").asBoolean()) {
      tell(name, List.of(first));
      return;
    }
    int parts = (int) (first.path("entries").asLong() / AT_ONCE) + 1;
    List<JsonNode> all = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      all.add(part(api, part, parts));
    }
    tell(name, all);
  }

  private static JsonNode part(Api api, int part, int parts) {
    return api.get("/cache/check", Map.of("part", "" + part, "parts", "" + parts));
  }

  private void tell(String name, List<JsonNode> parts) {
    long checked = parts.stream().mapToLong(part -> part.path("checked").asLong()).sum();
    List<JsonNode> differences = new ArrayList<>();
    parts.forEach(part -> part.path("differences").forEach(differences::add));
    findings.check(
        differences.isEmpty(),
        name + ": " + checked + " links in memory, all as in the store",
        name + ": " + differences.size() + " of " + checked + " links in memory are not as stored");
    differences.stream().limit(MOST_SHOWN).forEach(this::tell);
    if (parts.stream().anyMatch(part -> !part.path("whole").asBoolean())) {
      findings.remark(name + ": not all of its links were looked at");
    }
  }

  private void tell(JsonNode difference) {
    long stored = difference.path("stored").asLong();
    terminal
        .out()
        .println(
            "    "
                + Printable.of(difference.path("id").asText(), 100)
                + ": version "
                + difference.path("cached").asLong()
                + " in memory, "
                + (stored == 0 ? "not" : "version " + stored)
                + " in the store");
  }
}
