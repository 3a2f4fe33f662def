package terse.code;

/** What becomes of a code that is unknown as typed, but known in one other spelling of its case. */
public enum WrongCase {
  /** Nothing: it is unknown. */
  REFUSE,
  /** The right spelling is offered on the page that says there is no such link. */
  OFFER,
  /** The link is followed as though it had been typed right. */
  FOLLOW
}
