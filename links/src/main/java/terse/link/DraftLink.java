package terse.link;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.alias.Alias;
import terse.alias.AliasPolicy;
import terse.domain.Domain;
import terse.domain.Domains;
import terse.fault.TerseException;
import terse.url.UrlPolicy;

/** Checks requests for links against every rule there is. Thread-safe; never waits. */
public final class DraftLink {
  private final Domains domains;
  private final UrlPolicy urls;
  private final AliasPolicy aliases;
  private final LinkCodes codes;
  private final boolean limits;
  private final InstantSource clock;

  /** Drafts of a store that counts visits. */
  public DraftLink(
      Domains domains, UrlPolicy urls, AliasPolicy aliases, LinkCodes codes, InstantSource clock) {
    this(domains, urls, aliases, codes, true, clock);
  }

  /**
   * @param limits whether links can have a limit of visits
   */
  public DraftLink(
      Domains domains,
      UrlPolicy urls,
      AliasPolicy aliases,
      LinkCodes codes,
      boolean limits,
      InstantSource clock) {
    this.domains = domains;
    this.urls = urls;
    this.aliases = aliases;
    this.codes = codes;
    this.limits = limits;
    this.clock = clock;
  }

  /** Drafts of the requests that keep the rules; the others are entered as failed. */
  List<Draft> all(int account, List<CreateLink.Request> requests, Outcomes outcomes) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<Draft> drafts = new ArrayList<>(requests.size());
    for (int line = 0; line < requests.size(); line++) {
      try {
        drafts.add(one(line, account, requests.get(line), now));
      } catch (TerseException broken) {
        outcomes.failed(line, broken);
      }
    }
    return drafts;
  }

  private Draft one(int line, int account, CreateLink.Request request, Instant now) {
    Domain domain = domains.named(request.domain());
    return new Draft(
        line,
        domain.id(),
        alias(domain, request.alias()),
        urls.check(request.url()).href(),
        account,
        LinkRules.title(request.title()),
        LinkRules.tags(request.tags()),
        LinkRules.status(request.status()),
        now,
        expiry(domain, request.expiresAt(), now),
        limit(request),
        request.idempotency(),
        request.reuse());
  }

  private @Nullable Alias alias(Domain domain, @Nullable String wanted) {
    return wanted == null
        ? null
        : aliases.check(wanted, text -> codes.hasCodeShape(domain.id(), text));
  }

  /** A limited link is made for one purpose: neither is it another's, nor another it. */
  private @Nullable Integer limit(CreateLink.Request request) {
    Integer limit = LinkRules.maxVisits(request.maxVisits(), limits);
    if (limit != null && request.reuse()) {
      throw LinkRules.invalid("reuse", "a link with a limit of visits is always a new one.");
    }
    return limit;
  }

  private static @Nullable Instant expiry(Domain domain, @Nullable Instant wanted, Instant now) {
    if (wanted != null || domain.defaultExpiry() == null) {
      return LinkRules.expiry(wanted, now);
    }
    return now.plus(domain.defaultExpiry());
  }
}
