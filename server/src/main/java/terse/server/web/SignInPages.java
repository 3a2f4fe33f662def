package terse.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.server.api.Answer;
import terse.server.security.RateLimiter;
import terse.server.security.Sessions;

/** Signing in and out. */
final class SignInPages {
  private static final int ATTEMPTS_A_MINUTE = 20;
  private static final int TOKEN_BYTES = 24;
  private static final String TOKEN = "[A-Za-z0-9_-]{32}";
  private static final String LOCAL = "/links[!-~]*";

  private final Sessions sessions;
  private final Views views;
  private final Gate gate;
  private final Cookies cookies;
  private final RandomGenerator random;
  private final RateLimiter attempts;
  private final int salt;

  SignInPages(Site site, Views views, Gate gate) {
    this.sessions = site.sessions();
    this.views = views;
    this.gate = gate;
    this.cookies = new Cookies(site.secure());
    this.random = site.random();
    this.attempts = new RateLimiter(ATTEMPTS_A_MINUTE, site.parts().clock());
    this.salt = random.nextInt();
  }

  Answer show(Visit visit) {
    return gate.person(visit).isPresent()
        ? Redirect.to(next(visit.asked("next")))
        : form(visit, 200, visit.asked("next"), "");
  }

  Answer signIn(Visit visit) {
    try {
      Gate.requireOurs(visit, visit.cookie(Cookies.FORM));
      requireRoom(visit.address());
      String token = sessions.signIn(visit.field("key"));
      return Redirect.to(next(visit.field("next")))
          .with("Set-Cookie", cookies.set(Cookies.SESSION, token));
    } catch (TerseException e) {
      return form(visit, e.fault().status(), visit.field("next"), e.detail());
    }
  }

  Answer signOut(Visit visit, Sessions.Person person) {
    sessions.signOut(Cookies.session(visit));
    return Redirect.to("/sign-in").with("Set-Cookie", cookies.drop(Cookies.SESSION));
  }

  private Answer form(Visit visit, int status, String next, String error) {
    String known = Objects.toString(visit.cookie(Cookies.FORM), "");
    String token = known.matches(TOKEN) ? known : token();
    return views
        .page(
            status,
            "signin",
            views.frame("Sign in", null, ""),
            Map.of("token", token, "next", next, "error", error))
        .with("Set-Cookie", cookies.set(Cookies.FORM, token));
  }

  /** Limits attempts by a hash of the address, which is not kept itself. */
  private void requireRoom(String address) {
    int who = Arrays.hashCode(address.getBytes(StandardCharsets.UTF_8)) ^ salt;
    RateLimiter.Grant grant = attempts.take(who);
    if (!grant.granted()) {
      throw new TerseException(
          Fault.RATE_LIMITED,
          "There were too many attempts from your address. Try again in "
              + grant.resetSeconds()
              + " s.");
    }
  }

  private static String next(String wanted) {
    return wanted.matches(LOCAL) ? wanted : "/links";
  }

  private String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
