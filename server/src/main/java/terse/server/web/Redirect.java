package terse.server.web;

import terse.server.api.Answer;

/** Answers that send the browser to another page. */
final class Redirect {
  private Redirect() {}

  /** To a page, to be asked for with GET. */
  static Answer to(String address) {
    return Answer.empty(303).with("Location", address);
  }

  /** To a page as a whole, also when a script asked for a part of one. */
  static Answer whole(Visit visit, String address) {
    return visit.fragment() ? Answer.empty(204).with("HX-Redirect", address) : to(address);
  }
}
