package io.sunherd.web;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.sunherd.access.Sessions;
import io.sunherd.bus.Addresses;
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
import io.sunherd.web.http.CorsHeaders;
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
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Every route of the site, and the handler that answers it. */
final class SiteRoutes {
  private final Vertx vertx;
  private final Site site;
  private final LongSupplier nanos;
  private final Routes all;
  private final Newest newest;
  private final InvertersHandler inverters;
  private final Stream live;
  private final Wishes wishes;
  private final MetricsHandler metrics;
  private final Extracts extracts;
  private final Extracts brief;

  /**
   * @param nanos the monotonic clock
   * @param all takes the routes
   */
  SiteRoutes(
      Vertx vertx,
      Site site,
      LongSupplier nanos,
      Routes all,
      Newest newest,
      InvertersHandler inverters,
      Stream live) {
    this.vertx = vertx;
    this.site = site;
    this.nanos = nanos;
    this.all = all;
    this.newest = newest;
    this.inverters = inverters;
    this.live = live;
    this.wishes = new Wishes(vertx.eventBus());
    this.metrics = new MetricsHandler(vertx, newest, live);
    this.extracts = new Extracts(vertx, site.history());
    this.brief = Extracts.brief(vertx, site.history());
  }

  /** The router, with every route; to be made once. */
  Router router(HubHealth parts, CurrentAccounts accounts, Claim claim) {
    Logins logins = new Logins(vertx, nanos);
    Sessions sessions = new Sessions(nanos);
    Gate gate = new Gate(accounts, logins, sessions, site.usersOnly());
    all.first(doorkeeper());
    if (!site.origins().isEmpty()) {
      all.first(new CorsHeaders(site.origins()));
    }
    all.first(gate::checkAddress);
    health(new HealthHandler(parts, newest, accounts, gate));
    users(
        new LoginHandler(accounts, logins, sessions, gate, claim, live::review, site.usersOnly()));
    setUp(new ConfigHandler(wishes, accounts, gate, claim));
    readings();
    all.gated(GET, "/metrics", metrics);
    all.gated(GET, "/stream", new StreamHandler(vertx, newest, live, accounts, site.origins()));
    history();
    settings();
    return all.finish(
        gate,
        List.of(
            new SafetyHeaders(),
            new PageTypes(),
            new PageFiles(vertx, site.webroot()),
            StaticPages.of(site.webroot())));
  }

  private void health(HealthHandler health) {
    vertx
        .eventBus()
        .<ShowHealth>consumer(
            Addresses.SHOW_HEALTH,
            asked ->
                health
                    .ready()
                    .onSuccess(asked::reply)
                    .onFailure(e -> Failure.BUG.reply(asked, String.valueOf(e.getMessage()))));
    all.open(GET, "/health/live", health::live);
    all.open(GET, "/health/ready", health::ready);
  }

  private void users(LoginHandler login) {
    all.open(POST, "/api/v1/login", LoginHandler::mayTry, login::login);
    all.open(POST, "/api/v1/logout", login::identify, login::logout);
    all.open(GET, "/api/v1/session", login::identify, login::session);
    all.open(POST, "/api/v1/setup", login::maySetUp, login::setUp);
  }

  private void setUp(ConfigHandler config) {
    all.open(POST, "/api/v1/scan", config::mayScan, config::scan);
    RestoreHandler backup = new RestoreHandler(vertx, wishes, site.users());
    all.streamed(POST, "/api/v1/restore", config::mayScan, backup::restore);
    all.gated(GET, "/api/v1/config", config::show);
    all.gated(PUT, "/api/v1/config", config::change);
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

  private void readings() {
    all.gated(GET, "/cmds", new CmdsHandler(newest, new Questions(newest, vertx.eventBus())));
    all.gated(GET, "/api/v1/inverters", inverters);
    all.gated(GET, "/api/v1/inverters/:id", inverters);
    all.gated(GET, "/api/v1/system", new SystemHandler(newest));
    all.gated(GET, "/api/v1/protocol", new ProtocolHandler(vertx));
  }

  private void history() {
    Clock clock = new HubClock(newest);
    all.gated(GET, "/api/v1/history", new HistoryHandler(vertx, newest, extracts, clock));
    all.gated(GET, "/api/v1/energy", new EnergyHandler(vertx, newest, extracts, clock));
    all.gated(GET, "/api/v1/today", new TodayHandler(newest, brief, clock, nanos));
    all.gated(GET, "/graph", new GraphHandler(newest, extracts, clock));
  }

  private void settings() {
    all.gated(POST, "/cmds", new CmdsOrder(newest, wishes));
    KeptSettings kept = new KeptSettings(vertx, newest, wishes, InstantSource.system());
    all.gated(GET, "/api/v1/inverters/:id/settings/export", kept::export);
    all.gated(POST, "/api/v1/inverters/:id/settings/import", kept::restore);
    SettingsHandler settings = new SettingsHandler(newest, wishes);
    all.gated(GET, "/api/v1/inverters/:id/settings", settings::show);
    all.gated(PUT, "/api/v1/inverters/:id/settings/:name", settings::change);
    all.gated(GET, "/api/v1/system/settings", settings::show);
    all.gated(PUT, "/api/v1/system/settings/:name", settings::change);
    AlarmsHandler alarms = new AlarmsHandler(wishes);
    all.gated(GET, "/api/v1/alarms", alarms::show);
    all.gated(POST, "/api/v1/alarms/:id/acknowledge", alarms::acknowledge);
    BatteryHandler battery = new BatteryHandler(newest, wishes);
    all.gated(GET, "/api/v1/battery", battery::show);
    all.gated(PUT, "/api/v1/battery", battery::push);
    AuditHandler audit = new AuditHandler(newest, wishes);
    all.gated(GET, "/api/v1/audit", audit::show);
    all.gated(POST, "/api/v1/audit/:entry/undo", audit::undo);
  }

  /** Every route. */
  Set<String> names() {
    return all.all();
  }

  /** Frees what the metrics hold. */
  void close() {
    metrics.close();
  }

  /** Completes once no query of the history runs any more. */
  Future<?> over() {
    return Future.join(extracts.over(), brief.over());
  }
}
