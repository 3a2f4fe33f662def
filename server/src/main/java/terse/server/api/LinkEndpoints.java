package terse.server.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import terse.domain.Domains;
import terse.link.DeleteLink;
import terse.link.EditLink;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkPage;
import terse.link.LinkQuery;
import terse.link.ListLinks;
import terse.link.ReadLink;
import terse.visit.Usage;

/** Reading, finding, changing and deleting links. */
final class LinkEndpoints {
  private static final int USUAL_PAGE = 50;

  private final ReadLink read;
  private final ListLinks list;
  private final EditLink edit;
  private final DeleteLink delete;
  private final Reach reach;
  private final Domains domains;
  private final LinkJson json;

  LinkEndpoints(
      ReadLink read,
      ListLinks list,
      EditLink edit,
      DeleteLink delete,
      Reach reach,
      Domains domains,
      LinkJson json) {
    this.read = read;
    this.list = list;
    this.edit = edit;
    this.delete = delete;
    this.reach = reach;
    this.domains = domains;
    this.json = json;
  }

  Answer get(Call call) {
    Link link = read.read(call.who(), call.pathValue("id"));
    String etag = ETag.of(link.version());
    return !link.isLimited() && ETag.matches(call.headers().get("If-None-Match"), etag)
        ? Answer.empty(304).with("ETag", etag)
        : answer(link);
  }

  Answer edit(Call call) {
    Link link =
        edit.edit(
            call.who(), call.pathValue("id"), LinkBody.patch(call.body()), requiredVersion(call));
    return reach.answered(call, answer(link));
  }

  Answer delete(Call call) {
    delete.delete(call.who(), call.pathValue("id"), requiredVersion(call));
    return reach.answered(call, Answer.empty(204));
  }

  Answer list(Call call) {
    LinkPage page = list.list(call.who(), query(call));
    Map<LinkKey, Usage> usage = json.usage(page.links());
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("links");
          for (Link link : page.links()) {
            json.write(out, link, usage);
          }
          out.writeEndArray();
          out.writeStringField("next", page.next());
          out.writeEndObject();
        });
  }

  private LinkQuery query(Call call) {
    String host = call.query().get("domain");
    return new LinkQuery(
        null,
        host == null ? null : domains.named(host).id(),
        call.query().get("q"),
        call.query().get("tag"),
        LinkQuery.Sort.valueOf(
            call.query().getOrDefault("sort", "newest").toUpperCase(Locale.ROOT)),
        call.query().get("cursor"),
        Integer.parseInt(call.query().getOrDefault("limit", Integer.toString(USUAL_PAGE))));
  }

  private static @Nullable Long requiredVersion(Call call) {
    return ETag.required(call.headers().get("If-Match"));
  }

  private Answer answer(Link link) {
    Map<LinkKey, Usage> usage = json.usage(List.of(link));
    return Answer.json(200, out -> json.write(out, link, usage))
        .with("ETag", ETag.of(link.version()));
  }
}
