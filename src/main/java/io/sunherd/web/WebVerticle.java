package io.sunherd.web;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.sunherd.access.Sessions;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Failure;
import io.sunherd.bus.ShowHealth;
import io.sunherd.request.Wishes;
import io.sunherd.web.api.HealthHandler;
import io.sunherd.web.api.InvertersHandler;
import io.sunherd.web.api.ProtocolHandler;
import io.sunherd.web.api.SystemHandler;
import io.sunherd.web.cmds.CmdsHandler;
import io.sunherd.web.cmds.CmdsOrder;
import io.sunherd.web.cmds.Questions;
import io.sunherd.web.gate.Claim;
import io.sunherd.web.gate.CurrentAccounts;
import io.sunherd.web.gate.Doorkeeper;
import io.sunherd.web.gate.Doorway;
import io.sunherd.web.gate.Gate;
import io.sunherd.web.gate.Hosts;
import io.sunherd.web.gate.LoginHandler;
import io.sunherd.web.gate.Logins;
import io.sunherd.web.gate.Proxies;
import io.sunherd.web.gate.SearchDomains;
import io.sunherd.web.http.Bodies;
import io.sunherd.web.http.Connections;
import io.sunherd.web.http.CorsHeaders;
import io.sunherd.web.http.Malformed;
import io.sunherd.web.http.Mishaps;
import io.sunherd.web.http.PageTypes;
import io.sunherd.web.http.SafetyHeaders;
import io.sunherd.web.live.HubClock;
import io.sunherd.web.live.HubHealth;
import io.sunherd.web.live.Newest;
import io.sunherd.web.metrics.MetricsHandler;
import io.sunherd.web.past.EnergyHandler;
import io.sunherd.web.past.Extracts;
import io.sunherd.web.past.GraphHandler;
import io.sunherd.web.past.HistoryHandler;
import io.sunherd.web.past.TodayHandler;
import io.sunherd.web.settings.AlarmsHandler;
import io.sunherd.web.settings.AuditHandler;
import io.sunherd.web.settings.BatteryHandler;
import io.sunherd.web.settings.ConfigHandler;
import io.sunherd.web.settings.KeptSettings;
import io.sunherd.web.settings.RestoreHandler;
import io.sunherd.web.settings.SettingsHandler;
import io.sunherd.web.stream.Stream;
import io.sunherd.web.stream.StreamHandler;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
  private final List<Extracts> queries = new ArrayList<>();
  private @Nullable HttpServer server;
  private @Nullable Routes routes;
  private @Nullable Stream stream;
  private @Nullable MetricsHandler metrics;

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
    HttpServer http =
        vertx
            .createHttpServer(ServerOptions.of(site))
            .connectionHandler(connections::add)
            .invalidRequestHandler(Malformed::answer)
            .requestHandler(
                Malformed.before(router(newest, inverters, live, parts, accounts, claim)));
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
              if (metrics != null) {
                metrics.close();
              }
            })
        .eventually(() -> server == null ? Future.succeededFuture() : server.close())
        .eventually(() -> Future.join(queries.stream().map(Extracts::over).toList()));
  }

  private void warmUp() {
    vertx
        .executeBlocking(WarmUp::run, false)
        .onSuccess(warm -> LOG.debug("What is asked first has been loaded."))
        .onFailure(e -> LOG.warn("What is asked first will take longer", e));
  }

  private Router router(
      Newest newest,
      InvertersHandler inverters,
      Stream live,
      HubHealth parts,
      CurrentAccounts accounts,
      Claim claim) {
    Logins logins = new Logins(vertx, nanos);
    Sessions sessions = new Sessions(nanos);
    Gate gate = new Gate(accounts, logins, sessions, site.usersOnly());
    Routes all =
        new Routes(
            vertx,
            around,
            new Bodies(ServerOptions.MOST_BODY_BYTES, mishaps),
            site.doorway().basePath());
    all.first(doorkeeper());
    if (!site.origins().isEmpty()) {
      all.first(new CorsHeaders(site.origins()));
    }
    all.first(gate::checkAddress);
    health(all, new HealthHandler(parts, newest, accounts, gate));
    LoginHandler login =
        new LoginHandler(accounts, logins, sessions, gate, claim, live::review, site.usersOnly());
    all.open(POST, "/api/v1/login", LoginHandler::mayTry, login::login);
    all.open(POST, "/api/v1/logout", login::identify, login::logout);
    all.open(GET, "/api/v1/session", login::identify, login::session);
    all.open(POST, "/api/v1/setup", login::maySetUp, login::setUp);
    Wishes wishes = new Wishes(vertx.eventBus());
    ConfigHandler config = new ConfigHandler(wishes, accounts, gate, claim);
    all.open(POST, "/api/v1/scan", config::mayScan, config::scan);
    RestoreHandler backup = new RestoreHandler(vertx, wishes, site.users());
    all.streamed(POST, "/api/v1/restore", config::mayScan, backup::restore);
    all.gated(GET, "/api/v1/config", config::show);
    all.gated(PUT, "/api/v1/config", config::change);
    readings(all, newest, inverters);
    MetricsHandler scraped = new MetricsHandler(vertx, newest, live);
    metrics = scraped;
    all.gated(GET, "/metrics", scraped);
    all.gated(GET, "/stream", new StreamHandler(vertx, newest, live, accounts, site.origins()));
    history(all, newest);
    settings(all, newest, wishes);
    routes = all;
    return all.finish(
        gate,
        List.of(
            new SafetyHeaders(),
            new PageTypes(),
            new PageFiles(vertx, site.webroot()),
            StaticPages.of(site.webroot())));
  }

  private void health(Routes into, HealthHandler health) {
    vertx
        .eventBus()
        .<ShowHealth>consumer(
            Addresses.SHOW_HEALTH,
            asked ->
                health
                    .ready()
                    .onSuccess(asked::reply)
                    .onFailure(e -> Failure.BUG.reply(asked, String.valueOf(e.getMessage()))));
    into.open(GET, "/health/live", health::live);
    into.open(GET, "/health/ready", health::ready);
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

  private Doorkeeper doorkeeper() {
    Doorway doorway = site.doorway();
    List<String> names = new ArrayList<>(doorway.hosts());
    names.add(site.host());
    return new Doorkeeper(
        new Proxies(doorway.proxies()),
        Hosts.of(names),
        new SearchDomains(vertx, doorway.resolver(), nanos));
  }

  private void readings(Routes into, Newest newest, InvertersHandler inverters) {
    into.gated(GET, "/cmds", new CmdsHandler(newest, new Questions(newest, vertx.eventBus())));
    into.gated(GET, "/api/v1/inverters", inverters);
    into.gated(GET, "/api/v1/inverters/:id", inverters);
    into.gated(GET, "/api/v1/system", new SystemHandler(newest));
    into.gated(GET, "/api/v1/protocol", new ProtocolHandler(vertx));
  }

  private void history(Routes into, Newest newest) {
    Extracts extracts = new Extracts(vertx, site.history());
    Extracts brief = Extracts.brief(vertx, site.history());
    queries.addAll(List.of(extracts, brief));
    Clock clock = new HubClock(newest);
    into.gated(GET, "/api/v1/history", new HistoryHandler(vertx, newest, extracts, clock));
    into.gated(GET, "/api/v1/energy", new EnergyHandler(vertx, newest, extracts, clock));
    into.gated(GET, "/api/v1/today", new TodayHandler(newest, brief, clock, nanos));
    into.gated(GET, "/graph", new GraphHandler(newest, extracts, clock));
  }

  private void settings(Routes into, Newest newest, Wishes wishes) {
    into.gated(POST, "/cmds", new CmdsOrder(newest, wishes));
    KeptSettings kept = new KeptSettings(vertx, newest, wishes, InstantSource.system());
    into.gated(GET, "/api/v1/inverters/:id/settings/export", kept::export);
    into.gated(POST, "/api/v1/inverters/:id/settings/import", kept::restore);
    SettingsHandler settings = new SettingsHandler(newest, wishes);
    into.gated(GET, "/api/v1/inverters/:id/settings", settings::show);
    into.gated(PUT, "/api/v1/inverters/:id/settings/:name", settings::change);
    into.gated(GET, "/api/v1/system/settings", settings::show);
    into.gated(PUT, "/api/v1/system/settings/:name", settings::change);
    AlarmsHandler alarms = new AlarmsHandler(wishes);
    into.gated(GET, "/api/v1/alarms", alarms::show);
    into.gated(POST, "/api/v1/alarms/:id/acknowledge", alarms::acknowledge);
    BatteryHandler battery = new BatteryHandler(newest, wishes);
    into.gated(GET, "/api/v1/battery", battery::show);
    into.gated(PUT, "/api/v1/battery", battery::push);
    AuditHandler audit = new AuditHandler(newest, wishes);
    into.gated(GET, "/api/v1/audit", audit::show);
    into.gated(POST, "/api/v1/audit/:entry/undo", audit::undo);
  }

  /** Every route, for tests. */
  Set<String> routes() {
    return routes == null ? Set.of() : routes.all();
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
