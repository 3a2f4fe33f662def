package terse.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.CreateLink;
import terse.link.LinkIds;
import terse.link.LinkKey;
import terse.server.security.RateLimiter;
import terse.visit.Usage;

/** {@code POST /links}. */
final class CreateEndpoint {
  private final CreateLink create;
  private final RateLimiter limiter;
  private final LinkJson json;
  private final LinkIds ids;

  CreateEndpoint(CreateLink create, RateLimiter limiter, LinkJson json, LinkIds ids) {
    this.create = create;
    this.limiter = limiter;
    this.json = json;
    this.ids = ids;
  }

  Answer create(Call call) {
    RateLimiter.Grant grant = limiter.take(call.caller().id());
    Answer answer =
        grant.granted()
            ? created(call)
            : Problem.answer(refused(grant), ApiHandler.PREFIX + "links")
                .with("Retry-After", Integer.toString(grant.resetSeconds()));
    return answer.with(headers(grant));
  }

  private Answer created(Call call) {
    CreateLink.Created created =
        create.create(
            call.caller().account(),
            LinkBody.request(call.body(), call.headers().get("Idempotency-Key")));
    Map<LinkKey, Usage> usage =
        created.origin() == CreateLink.Origin.NEW ? Map.of() : json.usage(List.of(created.link()));
    Answer answer =
        Answer.json(
                created.origin() == CreateLink.Origin.REUSED ? 200 : 201,
                out -> json.write(out, created.link(), created.code(), usage))
            .with("ETag", ETag.of(created.link().version()))
            .with("Location", location(created));
    return created.origin() == CreateLink.Origin.REPLAYED
        ? answer.with("Idempotency-Replayed", "true")
        : answer;
  }

  private String location(CreateLink.Created created) {
    return ApiHandler.PREFIX + "links/" + ids.idOf(created.link(), created.code());
  }

  static TerseException refused(RateLimiter.Grant grant) {
    return new TerseException(
        Fault.RATE_LIMITED,
        "This key may create %d links a minute; nothing was created. There is room in %d s."
            .formatted(grant.limit(), grant.resetSeconds()));
  }

  private static Map<String, String> headers(RateLimiter.Grant grant) {
    if (grant.limit() == 0) {
      return Map.of();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("RateLimit-Limit", Integer.toString(grant.limit()));
    headers.put("RateLimit-Remaining", Integer.toString(grant.remaining()));
    headers.put("RateLimit-Reset", Integer.toString(grant.resetSeconds()));
    headers.put("RateLimit-Policy", grant.limit() + ";w=" + RateLimiter.WINDOW);
    return headers;
  }
}
