package io.sunherd.web;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.web.api.InvertersHandler;
import io.sunherd.web.gate.Claim;
import io.sunherd.web.gate.CurrentAccounts;
import io.sunherd.web.http.Bodies;
import io.sunherd.web.http.Connections;
import io.sunherd.web.http.Malformed;
import io.sunherd.web.http.Mishaps;
import io.sunherd.web.live.HubHealth;
import io.sunherd.web.live.Newest;
import io.sunherd.web.stream.Stream;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves HTTP on one event loop.
 *
 * <p>It knows only what was published since it was deployed: deploy it before the parts whose
 * readings, states and health it serves. Until these report, it is live, but not ready.
 */
public final class WebVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(WebVerticle.class);

  private final Site site;
  private final LongSupplier nanos;
  private final UnaryOperator<Handler<RoutingContext>> around;
  private final Mishaps mishaps;
  private final Connections connections;
  private @Nullable HttpServer server;
  private @Nullable SiteRoutes routes;
  private @Nullable Stream stream;

  public WebVerticle(Site site) {
    this(site, System::nanoTime, handler -> handler);
  }

  /**
   * @param nanos the monotonic clock that readings age by
   * @param around wraps the handler of each route, for tests
   */
  WebVerticle(Site site, LongSupplier nanos, UnaryOperator<Handler<RoutingContext>> around) {
    this.site = site;
    this.nanos = nanos;
    this.around = around;
    this.mishaps = new Mishaps(nanos);
    this.connections = new Connections(mishaps);
  }

  /** What is served. */
  public Site site() {
    return site;
  }

  /** The port it listens on; 0 before it is deployed. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  /** Succeeds as soon as the site's own event loop runs it. */
  public Future<Void> turn() {
    Promise<Void> turn = Promise.promise();
    context.runOnContext(then -> turn.complete());
    return turn.future();
  }

  @Override
  public Future<?> start() {
    Newest newest = new Newest(site.inverters(), nanos);
    InvertersHandler inverters = new InvertersHandler(newest);
    Stream live = new Stream(newest, inverters);
    stream = live;
    newest.listen(vertx.eventBus(), live);
    HubHealth parts = new HubHealth(site.parts(), this::warmUp);
    parts.listen(vertx.eventBus());
    CurrentAccounts accounts = new CurrentAccounts(vertx, site.users(), nanos);
    Claim claim = claim(accounts, newest);
    SiteRoutes all = routes(newest, inverters, live);
    routes = all;
    HttpServer http =
        vertx
            .createHttpServer(ServerOptions.of(site))
            .connectionHandler(connections::add)
            .invalidRequestHandler(Malformed::answer)
            .requestHandler(Malformed.before(all.router(parts, accounts, claim)));
    server = http;
    return accounts
        .now() // so that a mistake in the file is logged at the start
        .compose(known -> http.listen())
        .compose(listening -> claim.begin(PageAddress.of(site, http.actualPort())))
        .recover(failure -> Future.failedFuture(cannotListen(failure)));
  }

  @Override
  public Future<?> stop() {
    Future<Void> closing = stream == null ? Future.succeededFuture() : stream.close(vertx);
    return closing
        .onComplete(
            said -> {
              connections.cut();
              if (routes != null) {
                routes.close();
              }
            })
        .eventually(() -> server == null ? Future.succeededFuture() : server.close())
        .eventually(() -> routes == null ? Future.succeededFuture() : routes.over());
  }

  private SiteRoutes routes(Newest newest, InvertersHandler inverters, Stream live) {
    Bodies bodies = new Bodies(ServerOptions.MOST_BODY_BYTES, mishaps);
    Routes all = new Routes(vertx, around, bodies, site.doorway().basePath());
    return new SiteRoutes(vertx, site, nanos, all, newest, inverters, live);
  }

  private void warmUp() {
    vertx
        .executeBlocking(WarmUp::run, false)
        .onSuccess(warm -> LOG.debug("What is asked first has been loaded."))
        .onFailure(e -> LOG.warn("What is asked first will take longer", e));
  }

  private Claim claim(CurrentAccounts accounts, Newest newest) {
    Claim claim = new Claim(vertx, accounts, site.users(), site.code(), newest);
    vertx
        .eventBus()
        .<Configured>consumer(
            Addresses.CONFIGURED,
            told -> {
              if (!told.body().ids().isEmpty()) {
                claim.over();
              }
            });
    return claim;
  }

  /** Every route, for tests. */
  Set<String> routes() {
    return routes == null ? Set.of() : routes.names();
  }

  private IllegalStateException cannotListen(Throwable failure) {
    String reason =
        failure instanceof BindException
            ? "the address is in use or not this machine's; stop the other program or change"
                + " http.host and http.port"
            : failure.getMessage() + "; check http.host, http.port and http.tls";
    return new IllegalStateException(
        "Cannot listen on " + site.host() + ":" + site.port() + ": " + reason + ".", failure);
  }
}
