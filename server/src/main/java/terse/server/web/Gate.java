package terse.server.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.key.ApiKey;
import terse.link.Caller;
import terse.server.security.Sessions;

/** Lets in who is signed in, and takes forms only from our own pages. */
final class Gate {
  private static final Set<String> OURS = Set.of("same-origin", "none");

  private final Sessions sessions;

  Gate(Sessions sessions) {
    this.sessions = sessions;
  }

  Optional<Sessions.Person> person(Visit visit) {
    return sessions.find(Cookies.session(visit));
  }

  static Caller caller(Sessions.Person person) {
    return new Caller(person.key().account(), person.key().role() == ApiKey.Role.ADMIN);
  }

  /** A page for who is signed in; others are sent to sign in and come back. */
  Page signedIn(MemberPage page) {
    return visit ->
        person(visit)
            .map(person -> page.answer(visit, person))
            .orElseGet(() -> Redirect.whole(visit, "/sign-in?next=" + encoded(visit.uri())));
  }

  /** What a form does, for who is signed in and sent it from a page of ours. */
  Page form(MemberPage action) {
    return visit ->
        person(visit)
            .map(
                person -> {
                  requireOurs(visit, person.formToken());
                  return action.answer(visit, person);
                })
            .orElseGet(() -> Redirect.whole(visit, "/sign-in"));
  }

  /**
   * Refuses forms that are not ours.
   *
   * @param token what the form must hold; null if the browser was given none
   */
  static void requireOurs(Visit visit, @Nullable String token) {
    boolean foreign = visit.site() != null && !OURS.contains(visit.site());
    if (foreign || token == null || !same(token, visit.field("token"))) {
      throw new TerseException(
          Fault.FORBIDDEN,
          "This form did not come from a page of this dashboard, or the page was too old. Nothing"
              + " was changed: open the page again and repeat.");
    }
  }

  private static boolean same(String token, String given) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
