package terse.server.web;

import org.jspecify.annotations.Nullable;

/** The two cookies: who is signed in, and which sign-in form is ours. Scripts see neither. */
final class Cookies {
  static final String SESSION = "terse_session";
  static final String FORM = "terse_form";

  private final String attributes;

  /**
   * @param secure whether browsers are to send them over https only
   */
  Cookies(boolean secure) {
    this.attributes = "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
  }

  /** The {@code Set-Cookie} that gives a cookie a value until the browser ends. */
  String set(String name, String value) {
    return name + "=" + value + attributes;
  }

  /** The {@code Set-Cookie} that takes a cookie away. */
  String drop(String name) {
    return name + "=; Max-Age=0" + attributes;
  }

  static @Nullable String session(Visit visit) {
    return visit.cookie(SESSION);
  }
}
