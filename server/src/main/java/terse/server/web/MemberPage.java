package terse.server.web;

import terse.server.api.Answer;
import terse.server.security.Sessions;

/** Answers a request for a page by somebody who is signed in; may block. */
interface MemberPage {
  Answer answer(Visit visit, Sessions.Person person);
}
