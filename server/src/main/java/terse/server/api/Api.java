package terse.server.api;

import com.networknt.schema.Schema;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import terse.server.ops.Shedder;

/** The API as a whole: which code answers which operation of the contract. */
public final class Api implements AutoCloseable {
  private final CompletableFuture<Contract> contract;
  private final ClickStreams streams;
  private final ApiHandler handler;

  /**
   * @param contract being read perhaps; calls that come before wait for it
   */
  public Api(CompletableFuture<Contract> contract, Parts parts) {
    this.contract = contract;
    this.streams = parts.streams();
    this.handler =
        new ApiHandler(
            contract,
            endpoints(parts),
            parts.keys(),
            new Workers(parts.shedder()),
            new Cors(parts.corsOrigins()),
            parts.maxBody());
  }

  private Map<String, Endpoint> endpoints(Parts parts) {
    CreateEndpoint create =
        new CreateEndpoint(parts.create(), parts.limiter(), parts.json(), parts.ids());
    LinkEndpoints links =
        new LinkEndpoints(
            parts.read(),
            parts.list(),
            parts.edit(),
            parts.delete(),
            new Reach(parts.everywhere()),
            parts.domains().domains(),
            parts.json());
    BulkEndpoint bulk =
        new BulkEndpoint(
            parts.create(), parts.limiter(), parts.json(), parts.bulk(), this::bulkLine);
    StatsEndpoints stats = new StatsEndpoints(parts.read(), parts.reports(), parts.clock());
    EventsEndpoint events = new EventsEndpoint(parts.read(), parts.names(), parts.streams());
    KeyEndpoints keys = new KeyEndpoints(parts.keys());
    DomainEndpoints domains = new DomainEndpoints(parts.domains());
    return Map.ofEntries(
        Map.entry("createLink", new Endpoint.Whole(Shedder.Work.CREATE, create::create)),
        Map.entry("createLinks", new Endpoint.Streaming(bulk::run)),
        Map.entry("listLinks", Endpoint.plain(links::list)),
        Map.entry("getLink", Endpoint.plain(links::get)),
        Map.entry("editLink", Endpoint.plain(links::edit)),
        Map.entry("deleteLink", Endpoint.plain(links::delete)),
        Map.entry("expand", Endpoint.plain(parts.expand()::expand)),
        Map.entry("linkStats", Endpoint.report(stats::ofLink)),
        Map.entry("stats", Endpoint.report(stats::ofAll)),
        Map.entry("linkEvents", new Endpoint.Streaming(events::ofLink)),
        Map.entry("events", new Endpoint.Streaming(events::ofAll)),
        Map.entry("listKeys", Endpoint.plain(keys::list)),
        Map.entry("createKey", Endpoint.plain(keys::create)),
        Map.entry("revokeKey", Endpoint.plain(keys::revoke)),
        Map.entry("checkAlias", Endpoint.plain(new AliasEndpoint(parts.checkAlias())::check)),
        Map.entry("listCodeKeys", Endpoint.plain(parts.codeKeys()::list)),
        Map.entry("listNodes", Endpoint.plain(parts.nodes()::list)),
        Map.entry("checkCache", Endpoint.report(parts.nodes()::check)),
        Map.entry("warmCache", Endpoint.plain(parts.warm()::warm)),
        Map.entry("rotateCodeKeys", Endpoint.plain(parts.codeKeys()::rotate)),
        Map.entry("me", Endpoint.plain(keys::me)),
        Map.entry("listDomains", Endpoint.plain(domains::list)),
        Map.entry("addDomain", Endpoint.plain(domains::add)),
        Map.entry("editDomain", Endpoint.plain(domains::edit)),
        Map.entry("contractYaml", Endpoint.plain(_ -> document("application/yaml", false))),
        Map.entry("contractJson", Endpoint.plain(_ -> document(Answer.JSON, true))));
  }

  private Schema bulkLine() {
    return contract.join().bulkLine();
  }

  private Answer document(String type, boolean json) {
    String text = json ? contract.join().json() : contract.join().yaml();
    return new Answer(200, Map.of(), type, Buffer.buffer(text));
  }

  /** Whether a path is the API's. */
  static boolean owns(String path) {
    return path.startsWith("/api/");
  }

  /** Takes a request, on its loop. */
  void handle(HttpServerRequest request) {
    handler.handle(request);
  }

  /** Ends the answers that would stay open. */
  @Override
  public void close() {
    streams.close();
  }
}
