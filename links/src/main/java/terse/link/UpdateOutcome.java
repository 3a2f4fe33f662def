package terse.link;

/** What became of a change to a link. */
public sealed interface UpdateOutcome {
  /** The change and its outbox row are durable; the link is as given here. */
  record Updated(Link link) implements UpdateOutcome {}

  /** The link has another version than expected; nothing was changed. */
  record Stale(Link current) implements UpdateOutcome {}

  /** There is no such link. */
  record Missing() implements UpdateOutcome {}
}
