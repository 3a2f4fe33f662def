package terse.link;

/** What became of an insert; decided by the store's constraints alone. */
public sealed interface InsertOutcome {
  /** The link is stored, and durable. */
  record Inserted(Link link) implements InsertOutcome {}

  /** An earlier request with the same idempotency key and digest made this link (current state). */
  record Replayed(Link link) implements InsertOutcome {}

  /** The owner's live link for the same target already was there. */
  record Reused(Link link) implements InsertOutcome {}

  /** The name is taken within the domain: by a live link, an expired one or a tombstone. */
  record Taken() implements InsertOutcome {}

  /** The idempotency key was used before for a different request. */
  record Mismatch() implements InsertOutcome {}
}
