package terse.server.web;

import terse.server.api.Answer;

/** Answers a request for a page; may block. */
interface Page {
  Answer answer(Visit visit);
}
