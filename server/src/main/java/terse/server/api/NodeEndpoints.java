package terse.server.api;

import java.util.List;
import terse.feed.NodeStore;
import terse.server.redirect.CacheAudit;

/** The nodes that share a store, and what each has in memory, for administrators. */
public final class NodeEndpoints {
  private final NodeStore nodes;
  private final String self;
  private final CacheAudit audit;

  /**
   * @param self what this node is called in the table of nodes
   */
  public NodeEndpoints(NodeStore nodes, String self, CacheAudit audit) {
    this.nodes = nodes;
    this.self = self;
    this.audit = audit;
  }

  Answer list(Call call) {
    call.requireAdmin();
    List<String> names = nodes.all().stream().map(NodeStore.Node::name).sorted().toList();
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("nodes");
          for (String name : names.contains(self) ? names : List.of(self)) {
            out.writeStartObject();
            out.writeStringField("name", name);
            out.writeBooleanField("self", name.equals(self));
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  Answer check(Call call) {
    call.requireAdmin();
    int parts = Integer.parseInt(call.query().getOrDefault("parts", "1"));
    int part = Integer.parseInt(call.query().getOrDefault("part", "0"));
    CacheAudit.Result result = audit.check(part % parts, parts);
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeNumberField("entries", result.entries());
          out.writeNumberField("checked", result.checked());
          out.writeBooleanField("whole", result.whole());
          out.writeArrayFieldStart("differences");
          for (CacheAudit.Difference difference : result.differences()) {
            out.writeStartObject();
            out.writeStringField("id", difference.domain() + "." + difference.code());
            out.writeNumberField("cached", difference.cached());
            out.writeNumberField("stored", difference.stored());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
