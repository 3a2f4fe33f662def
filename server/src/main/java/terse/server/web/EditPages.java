package terse.server.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.Change;
import terse.link.Link;
import terse.link.Patch;
import terse.server.api.Answer;
import terse.server.api.Parts;
import terse.server.security.Sessions;

/** Editing and deleting a link. */
final class EditPages {
  private final Parts parts;
  private final Views views;
  private final LinkViews links;
  private final LinkPages page;

  EditPages(Site site, Views views, LinkViews links, LinkPages page) {
    this.parts = site.parts();
    this.views = views;
    this.links = links;
    this.page = page;
  }

  Answer save(Visit visit, Sessions.Person person) {
    LinkForm form = LinkForm.sent(visit);
    Link link = read(visit, person);
    try {
      Patch patch = patch(LinkForm.of(link), form);
      parts.edit().edit(Gate.caller(person), visit.id(), patch, version(visit));
      return Redirect.to("/links/" + visit.id() + "?done=saved");
    } catch (TerseException e) {
      if (e.fault() == Fault.NOT_FOUND) {
        throw e;
      }
      return page.show(visit, person, e.fault().status(), form.refused(told(e)));
    }
  }

  /** Sets only what the person changed: what a form cannot show exactly stays exact. */
  private static Patch patch(LinkForm was, LinkForm is) {
    return new Patch(
        change(was.url(), is.url(), is.url()),
        change(was.title(), is.title(), is.title().isEmpty() ? null : is.title()),
        was.tags().equals(is.tags()) ? Change.keep() : Change.to(is.tagList()),
        Change.keep(),
        was.expires().equals(is.expires()) ? Change.keep() : Change.to(is.expiry()),
        was.visits().equals(is.visits()) ? Change.keep() : Change.to(is.maxVisits()),
        Change.to(is.enabled()));
  }

  private static Change<String> change(String was, String is, @Nullable String value) {
    return was.equals(is) ? Change.keep() : Change.to(value);
  }

  private static TerseException told(TerseException refusal) {
    return refusal.fault() == Fault.PRECONDITION_FAILED
        ? new TerseException(
            Fault.PRECONDITION_FAILED,
            "Somebody changed this link while you were editing. Nothing was saved: compare with what"
                + " it is now, above, and save again.")
        : refusal;
  }

  Answer askToDelete(Visit visit, Sessions.Person person) {
    LinkView link = links.of(read(visit, person), null);
    return views.page(
        200, "delete", views.frame("Delete " + link.name(), person, ""), Map.of("link", link));
  }

  Answer delete(Visit visit, Sessions.Person person) {
    parts.delete().delete(Gate.caller(person), visit.id(), null);
    return Redirect.to("/links?done=deleted");
  }

  private Link read(Visit visit, Sessions.Person person) {
    return parts.read().read(Gate.caller(person), visit.id());
  }

  private static long version(Visit visit) {
    String text = visit.field("version");
    if (!text.matches("\\d{1,18}")) {
      throw new TerseException(Fault.INVALID_REQUEST, "The form lacks the link's version.");
    }
    return Long.parseLong(text);
  }
}
