package terse.server.api;

import java.time.InstantSource;
import java.util.List;
import terse.domain.ManageDomains;
import terse.filter.CheckAlias;
import terse.link.CreateLink;
import terse.link.DeleteLink;
import terse.link.EditLink;
import terse.link.Everywhere;
import terse.link.LinkIds;
import terse.link.ListLinks;
import terse.link.ReadLink;
import terse.server.ops.Shedder;
import terse.server.security.ApiKeys;
import terse.server.security.RateLimiter;

/**
 * Everything the API is made of.
 *
 * @param bulk what a bulk request may take
 * @param maxBody bytes any other body may have
 * @param corsOrigins origins whose pages may call the API
 */
public record Parts(
    CreateLink create,
    ReadLink read,
    ListLinks list,
    EditLink edit,
    DeleteLink delete,
    Everywhere everywhere,
    ExpandEndpoint expand,
    LinkIds ids,
    LinkJson json,
    LinkNames names,
    ManageDomains domains,
    CodeKeys codeKeys,
    CheckAlias checkAlias,
    WarmEndpoint warm,
    NodeEndpoints nodes,
    ApiKeys keys,
    RateLimiter limiter,
    Reports reports,
    ClickStreams streams,
    Shedder shedder,
    BulkLimits bulk,
    long maxBody,
    List<String> corsOrigins,
    InstantSource clock) {}
