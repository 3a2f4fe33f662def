package terse.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.link.Link;
import terse.link.NewLink;

/**
 * An insert with everything computed that needs no store, so that the one thread that writes need
 * not.
 *
 * @param asked what is asked for
 * @param link the link that it becomes
 * @param request the idempotency key it came with, null if none
 */
record Insert(NewLink asked, Link link, @Nullable Request request) {

  /**
   * An idempotency key of an owner.
   *
   * @param block the block that it lies in
   * @param slot its place there
   * @param digest tells what is asked
   */
  record Request(Block block, int slot, Fingerprint digest) {}

  /** A block of idempotency keys. */
  record Block(int owner, Fingerprint stem, int number) {}

  static List<Insert> of(List<NewLink> asked) {
    List<Insert> inserts = new ArrayList<>(asked.size());
    String lastStem = "";
    Fingerprint stem = Fingerprint.of(lastStem);
    for (NewLink each : asked) {
      Request request = null;
      if (each.idempotency() != null) {
        RequestKey key = RequestKey.of(each.idempotency().key());
        stem = key.stem().equals(lastStem) ? stem : Fingerprint.of(key.stem());
        lastStem = key.stem();
        Block block = new Block(each.owner(), stem, key.block());
        request = new Request(block, key.slot(), Fingerprint.of(each.idempotency().digest()));
      }
      inserts.add(new Insert(each, each.toLink(), request));
    }
    return inserts;
  }

  @Nullable Block block() {
    return request == null ? null : request.block();
  }

  /** What is to be remembered of the request if the link is made. */
  RequestAnswers.Answer answer(Request of) {
    return new RequestAnswers.Answer(of.digest(), link.key());
  }
}
