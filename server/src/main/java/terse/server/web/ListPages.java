package terse.server.web;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.CreateLink;
import terse.link.Link;
import terse.link.LinkPage;
import terse.link.NewLink;
import terse.server.api.Answer;
import terse.server.api.Parts;
import terse.server.security.RateLimiter;
import terse.server.security.Secrets;
import terse.server.security.Sessions;

/** The list of links, and the form that creates one. */
final class ListPages {
  private final Parts parts;
  private final Views views;
  private final LinkViews links;
  private final ReadFigures figures;
  private final RandomGenerator random;

  ListPages(Site site, Views views, LinkViews links, ReadFigures figures) {
    this.parts = site.parts();
    this.views = views;
    this.links = links;
    this.figures = figures;
    this.random = site.random();
  }

  Answer show(Visit visit, Sessions.Person person) {
    Filter filter = Filter.asked(visit);
    String notice = visit.asked("done").equals("deleted") ? "The link was deleted." : "";
    return page(200, person, filter, LinkForm.EMPTY, notice, created(visit, person));
  }

  Answer create(Visit visit, Sessions.Person person) {
    LinkForm form = LinkForm.sent(visit);
    try {
      CreateLink.Created created = created(form, visit.field("once"), person);
      return Redirect.to("/links?created=" + parts.ids().idOf(created.link(), created.code()));
    } catch (TerseException e) {
      return page(e.fault().status(), person, Filter.ALL, form.refused(e), "", List.of());
    }
  }

  private CreateLink.Created created(LinkForm form, String once, Sessions.Person person) {
    RateLimiter.Grant grant = parts.limiter().take(person.key().id());
    if (!grant.granted()) {
      throw new TerseException(
          Fault.RATE_LIMITED,
          "Your key may create %d links a minute; there is room again in %d s."
              .formatted(grant.limit(), grant.resetSeconds()));
    }
    return parts.create().create(person.key().account(), request(form, once));
  }

  /** The request; the same form sent twice, as by a second click, creates one link. */
  private static CreateLink.Request request(LinkForm form, String once) {
    String digest = Secrets.digest(once + form);
    return new CreateLink.Request(
        form.url(),
        form.alias().isEmpty() ? null : form.alias(),
        null,
        form.expiry(),
        form.maxVisits(),
        form.title().isEmpty() ? null : form.title(),
        form.tagList(),
        null,
        false,
        new NewLink.Idempotency(digest, digest));
  }

  /** The link just created, if the address names one. */
  private List<LinkView> created(Visit visit, Sessions.Person person) {
    String id = visit.asked("created");
    try {
      return id.isEmpty()
          ? List.of()
          : List.of(links.of(parts.read().read(Gate.caller(person), id), null));
    } catch (TerseException e) {
      if (e.fault() == Fault.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  private Answer page(
      int status,
      Sessions.Person person,
      Filter filter,
      LinkForm form,
      String notice,
      List<LinkView> created) {
    LinkPage page = parts.list().list(Gate.caller(person), filter.query());
    Map<Link, Spark> sparks = figures.lately(page.links());
    List<LinkView> rows =
        page.links().stream().map(link -> links.of(link, sparks.get(link))).toList();
    return views.page(
        status,
        "links",
        views.frame("Links", person, notice),
        Map.of(
            "filter", filter,
            "form", form,
            "once", Secrets.next(random),
            "created", created,
            "rows", rows,
            "next", page.next() == null ? "" : filter.page(page.next())));
  }
}
