package terse.server.web;

import java.util.Map;
import terse.link.Link;
import terse.server.api.Answer;
import terse.server.api.Parts;
import terse.server.security.Sessions;

/** One link: what it is, how it does, and the form to change it. */
final class LinkPages {
  private final Parts parts;
  private final Views views;
  private final LinkViews links;
  private final ReadFigures figures;

  LinkPages(Site site, Views views, LinkViews links, ReadFigures figures) {
    this.parts = site.parts();
    this.views = views;
    this.links = links;
    this.figures = figures;
  }

  Answer show(Visit visit, Sessions.Person person) {
    Link link = parts.read().read(Gate.caller(person), visit.id());
    String notice = visit.asked("done").equals("saved") ? "Saved." : "";
    return page(visit, person, 200, link, LinkForm.of(link), notice);
  }

  /** The page with a form as it was sent. */
  Answer show(Visit visit, Sessions.Person person, int status, LinkForm form) {
    Link link = parts.read().read(Gate.caller(person), visit.id());
    return page(visit, person, status, link, form, "");
  }

  private Answer page(
      Visit visit, Sessions.Person person, int status, Link link, LinkForm form, String notice) {
    LinkView view = links.of(link, null);
    Range range = Range.named(visit.asked("range"));
    return views.page(
        status,
        "link",
        views.frame(view.name(), person, notice),
        Map.of(
            "link", view, "form", form, "range", range, "figures", figures.of(link.key(), range)));
  }
}
