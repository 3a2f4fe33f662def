package terse.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import terse.link.LinkKey;
import terse.link.NewLink;

/**
 * A link for a test, of which only what matters is said. The rest: domain 1, epoch 1, owner 1,
 * created at {@link #START}, a target that follows from the number.
 */
public record Sample(
    LinkKey key,
    @Nullable String name,
    String target,
    int owner,
    @Nullable String title,
    List<String> tags,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Integer maxVisits,
    NewLink.@Nullable Idempotency idempotency,
    boolean reuse) {

  /** When samples are created unless they say otherwise. */
  public static final Instant START = Instant.parse("2026-03-01T12:00:00.123Z");

  /** A generated link. */
  public static Sample link(long number) {
    return of(new LinkKey(1, 1, number), null);
  }

  /** A named link; its folded name is the name in lower case. */
  public static Sample named(long number, String name) {
    return of(new LinkKey(1, LinkKey.NAMED, number), name);
  }

  /** A generated link whose code is a text of its own; its folded name is the text after "=". */
  public static Sample minted(long number, String text) {
    return of(new LinkKey(1, 1, number), text);
  }

  private static Sample of(LinkKey key, @Nullable String name) {
    String target = "https://example.com/" + key.number();
    return new Sample(key, name, target, 1, null, List.of(), START, null, null, null, false);
  }

  public Sample domain(int domain) {
    return key(new LinkKey(domain, key.epoch(), key.number()));
  }

  public Sample key(LinkKey changed) {
    return new Sample(
        changed,
        name,
        target,
        owner,
        title,
        tags,
        createdAt,
        expiresAt,
        maxVisits,
        idempotency,
        reuse);
  }

  public Sample target(String changed) {
    return new Sample(
        key,
        name,
        changed,
        owner,
        title,
        tags,
        createdAt,
        expiresAt,
        maxVisits,
        idempotency,
        reuse);
  }

  public Sample owner(int changed) {
    return new Sample(
        key,
        name,
        target,
        changed,
        title,
        tags,
        createdAt,
        expiresAt,
        maxVisits,
        idempotency,
        reuse);
  }

  public Sample title(@Nullable String changed) {
    return new Sample(
        key,
        name,
        target,
        owner,
        changed,
        tags,
        createdAt,
        expiresAt,
        maxVisits,
        idempotency,
        reuse);
  }

  public Sample tags(String... changed) {
    List<String> sorted = List.of(changed).stream().sorted().toList();
    return new Sample(
        key,
        name,
        target,
        owner,
        title,
        sorted,
        createdAt,
        expiresAt,
        maxVisits,
        idempotency,
        reuse);
  }

  public Sample createdAt(Instant changed) {
    return new Sample(
        key, name, target, owner, title, tags, changed, expiresAt, maxVisits, idempotency, reuse);
  }

  public Sample expiresAt(@Nullable Instant changed) {
    return new Sample(
        key, name, target, owner, title, tags, createdAt, changed, maxVisits, idempotency, reuse);
  }

  public Sample maxVisits(@Nullable Integer changed) {
    return new Sample(
        key, name, target, owner, title, tags, createdAt, expiresAt, changed, idempotency, reuse);
  }

  public Sample idempotent(String requestKey, String digest) {
    NewLink.Idempotency asked = new NewLink.Idempotency(requestKey, digest);
    return new Sample(
        key, name, target, owner, title, tags, createdAt, expiresAt, maxVisits, asked, reuse);
  }

  public Sample reusable() {
    return new Sample(
        key, name, target, owner, title, tags, createdAt, expiresAt, maxVisits, idempotency, true);
  }

  /** The insert. */
  public NewLink asNew() {
    String folded =
        name == null ? null : key.isNamed() ? name.toLowerCase(Locale.ROOT) : "=" + name;
    return new NewLink(
        key,
        name,
        folded,
        target,
        owner,
        title,
        tags,
        302,
        createdAt,
        expiresAt,
        maxVisits,
        idempotency,
        reuse);
  }
}
