package terse.server.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.server.api.Answer;
import terse.server.api.BodyReader;
import terse.server.api.Exchange;
import terse.server.api.Problem;
import terse.server.api.Workers;
import terse.server.ops.Shedder;
import terse.server.redirect.TrustedProxies;

/**
 * The dashboard: which page answers which address. The loop takes requests apart and writes
 * answers; pages are made on virtual threads, as many at once as the API's calls.
 */
public final class Dashboard {
  private static final long MAX_FORM = 64 << 10;
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control",
          "no-store",
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
              + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Referrer-Policy",
          "same-origin",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY");

  private final Workers workers;
  private final TrustedProxies proxies;
  private final Views views;
  private final Assets assets = new Assets();
  private final Gate gate;
  private final SignInPages signIn;
  private final ListPages list;
  private final LinkPages link;
  private final EditPages edit;
  private final LivePage live;

  public Dashboard(Site site) {
    this.proxies = site.proxies();
    this.workers = new Workers(site.parts().shedder());
    this.views = new Views(assets);
    this.gate = new Gate(site.sessions());
    LinkViews links = new LinkViews(site);
    ReadFigures figures = new ReadFigures(site.parts());
    this.signIn = new SignInPages(site, views, gate);
    this.list = new ListPages(site, views, links, figures);
    this.link = new LinkPages(site, views, links, figures);
    this.edit = new EditPages(site, views, links, link);
    this.live = new LivePage(site.parts(), gate);
  }

  /** Adds the pages' routes. */
  public void mount(Router router) {
    get(router, "/", visit -> Redirect.to(gate.person(visit).isEmpty() ? "/sign-in" : "/links"));
    get(router, "/assets/:version/:name", assets);
    get(router, "/sign-in", signIn::show);
    post(router, "/sign-in", Shedder.Work.PLAIN, signIn::signIn);
    post(router, "/sign-out", Shedder.Work.PLAIN, gate.form(signIn::signOut));
    get(router, "/links", gate.signedIn(list::show));
    post(router, "/links", Shedder.Work.CREATE, gate.form(list::create));
    get(router, "/links/:id", gate.signedIn(link::show));
    post(router, "/links/:id", Shedder.Work.PLAIN, gate.form(edit::save));
    router.route(HttpMethod.GET, "/links/:id/live").handler(this::stream);
    get(router, "/links/:id/delete", gate.signedIn(edit::askToDelete));
    post(router, "/links/:id/delete", Shedder.Work.PLAIN, gate.form(edit::delete));
    router.errorHandler(404, context -> refuse(context, Fault.NOT_FOUND));
    router.errorHandler(405, context -> refuse(context, Fault.METHOD_NOT_ALLOWED));
    router.errorHandler(400, context -> refuse(context, Fault.INVALID_REQUEST));
    router.errorHandler(500, context -> refuse(context, Fault.INTERNAL));
  }

  private void get(Router router, String path, Page page) {
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> take(context, Shedder.Work.PLAIN, 0, page));
  }

  private void post(Router router, String path, Shedder.Work work, Page page) {
    router.route(HttpMethod.POST, path).handler(context -> take(context, work, MAX_FORM, page));
  }

  private void refuse(RoutingContext context, Fault fault) {
    take(
        context,
        Shedder.Work.PLAIN,
        0,
        _ -> {
          throw new TerseException(fault, "The address may be mistyped, or too old.");
        });
  }

  private void take(RoutingContext context, Shedder.Work work, long maxBody, Page page) {
    Context loop = Objects.requireNonNull(Vertx.currentContext());
    Exchange exchange = new Exchange(context.request(), loop, HEADERS);
    try {
      Shedder.Admission admission = workers.admit(work);
      BodyReader.read(
          context.request(),
          maxBody,
          body -> workers.run(admission, () -> exchange.answer(answer(context, body, page))),
          failure -> {
            admission.close();
            exchange.answer(failed(failure));
          });
    } catch (TerseException e) {
      exchange.answer(failed(e));
    }
  }

  private void stream(RoutingContext context) {
    Context loop = Objects.requireNonNull(Vertx.currentContext());
    Exchange exchange = new Exchange(context.request(), loop, HEADERS);
    try {
      Shedder.Admission admission = workers.admit(Shedder.Work.STREAM);
      Visit visit = Visit.of(context, Buffer.buffer(), proxies);
      workers.run(admission, () -> stream(visit, exchange));
    } catch (TerseException e) {
      exchange.answer(failed(e));
    }
  }

  private void stream(Visit visit, Exchange exchange) {
    try {
      live.stream(visit, exchange);
    } catch (InterruptedException left) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      exchange.answer(failed(e));
    }
  }

  private Answer answer(RoutingContext context, Buffer body, Page page) {
    try {
      return page.answer(Visit.of(context, body, proxies));
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  private Answer failed(Throwable failure) {
    return views.failure(Problem.faultOf(failure));
  }
}
