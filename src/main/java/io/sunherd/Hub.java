package io.sunherd;

import io.sunherd.bus.RecordCodec;
import io.sunherd.config.HubConfig;
import io.sunherd.extract.Archive;
import io.sunherd.herd.HerdVerticle;
import io.sunherd.history.HistoryOptions;
import io.sunherd.history.HistoryVerticle;
import io.sunherd.history.Retention;
import io.sunherd.inverter.InverterVerticle;
import io.sunherd.inverter.NeighbourVerticle;
import io.sunherd.inverter.ScoutVerticle;
import io.sunherd.inverter.Surroundings;
import io.sunherd.inverter.Unit;
import io.sunherd.settings.SettingsVerticle;
import io.sunherd.settings.Wiring;
import io.sunherd.web.Site;
import io.sunherd.web.WebVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Puts the parts together: the site first, so that it misses nothing, then the totals, the history,
 * the scout and the settings, then every inverter.
 */
public final class Hub {
  /** A worker that is stuck for so long is told in the log. */
  private static final long SUSPICIOUS_SECONDS = 15;

  private final Vertx vertx;
  private final WebVerticle web;
  private final List<String> doors;

  private Hub(Vertx vertx, WebVerticle web, List<String> doors) {
    this.vertx = vertx;
    this.web = web;
    this.doors = doors;
  }

  /**
   * Starts a hub; an inverter that is not there does not keep it from starting.
   *
   * @param world what inverters need of the world
   * @param webroot the folder with the pages
   * @return the running hub; fails with one sentence where the site cannot be served
   */
  public static Future<Hub> start(Vertx vertx, HubConfig config, Surroundings world, Path webroot) {
    RecordCodec.register(vertx.eventBus());
    WebVerticle web = new WebVerticle(site(config, webroot));
    return vertx
        .deployVerticle(web)
        .compose(site -> vertx.deployVerticle(herd(config, world)).map(totals -> site))
        .compose(site -> vertx.deployVerticle(scout(config, world)).map(scout -> site))
        .compose(site -> vertx.deployVerticle(history(config, world)).map(history -> site))
        .compose(
            site ->
                vertx
                    .deployVerticle(settings(config, world), worker("settings"))
                    .map(settings -> new Hub(vertx, web, List.of(site, settings))))
        .compose(
            hub ->
                Future.all(
                        config.inverters().stream()
                            .map(inverter -> deploy(vertx, inverter, world))
                            .toList())
                    .map(hub));
  }

  private static Site site(HubConfig config, Path webroot) {
    HubConfig.Http http = config.http();
    HubConfig.Tls tls = http.tls();
    List<String> ids = ids(config);
    return new Site(
        http.host(),
        http.port(),
        http.cors(),
        tls == null ? null : tls.cert(),
        tls == null ? null : tls.key(),
        ids,
        Stream.concat(
                Stream.of(
                    HerdVerticle.PART,
                    ScoutVerticle.PART,
                    SettingsVerticle.PART,
                    HistoryVerticle.PART),
                ids.stream().map(id -> "inverter " + id))
            .toList(),
        webroot,
        Path.of(config.access().users()),
        config.access().read() == HubConfig.Read.USERS,
        new Archive(config.history().url(), config.history().hub()));
  }

  private static HerdVerticle herd(HubConfig config, Surroundings world) {
    return new HerdVerticle(ids(config), world.clock(), world.nanos());
  }

  private static HistoryVerticle history(HubConfig config, Surroundings world) {
    HubConfig.History history = config.history();
    Retention retention = new Retention(history.raw(), history.fiveMinutes(), history.hours());
    return new HistoryVerticle(
        new HistoryOptions(history.url(), history.hub(), history.every(), retention, ids(config)),
        world.clock(),
        world.nanos());
  }

  private static ScoutVerticle scout(HubConfig config, Surroundings world) {
    List<String> cabled =
        config.inverters().stream()
            .filter(inverter -> inverter.device() != null)
            .map(HubConfig.Inverter::id)
            .toList();
    return new ScoutVerticle(cabled, world.clock(), world.nanos());
  }

  private static SettingsVerticle settings(HubConfig config, Surroundings world) {
    return new SettingsVerticle(
        config.inverters().stream().map(Hub::wiring).toList(),
        Path.of(config.settings().audit()),
        config.settings().dailyBudget(),
        world.clock(),
        world.nanos());
  }

  private static Wiring wiring(HubConfig.Inverter inverter) {
    Integer number = inverter.unit();
    return new Wiring(
        inverter.id(), inverter.serial(), inverter.via(), number == null ? 0 : number);
  }

  private static List<String> ids(HubConfig config) {
    return config.inverters().stream().map(HubConfig.Inverter::id).toList();
  }

  private static Future<String> deploy(
      Vertx vertx, HubConfig.Inverter inverter, Surroundings world) {
    return vertx.deployVerticle(owner(inverter, world), worker("inverter-" + inverter.id()));
  }

  /** A thread of its own for what blocks. */
  private static DeploymentOptions worker(String name) {
    return new DeploymentOptions()
        .setThreadingModel(ThreadingModel.WORKER)
        .setWorkerPoolName(name)
        .setWorkerPoolSize(1)
        .setMaxWorkerExecuteTime(SUSPICIOUS_SECONDS)
        .setMaxWorkerExecuteTimeUnit(TimeUnit.SECONDS);
  }

  private static Deployable owner(HubConfig.Inverter inverter, Surroundings world) {
    String via = inverter.via();
    Integer number = inverter.unit();
    if (inverter.device() != null) {
      return new InverterVerticle(
          new Unit(
              inverter.id(),
              inverter.device(),
              inverter.protocol(),
              inverter.serial(),
              inverter.poll()),
          world);
    }
    if (via != null && number != null) {
      return new NeighbourVerticle(
          inverter.id(), via, number, inverter.serial(), world.clock(), inverter.poll());
    }
    throw new IllegalStateException(inverter.id() + " has neither a device nor a way to it.");
  }

  /** The port the site is served on. */
  public int port() {
    return web.port();
  }

  /** Succeeds as soon as the event loop that serves the site gets round to it: it is not stuck. */
  public Future<Void> turn() {
    return web.turn();
  }

  /**
   * Stops serving, then writing, then lets every device go. Blocks; not for a Vert.x thread.
   *
   * @param limit how long to wait for the devices
   * @throws TimeoutException where one does not close in time
   */
  public void stop(Duration limit) throws TimeoutException {
    for (String door : doors) {
      vertx.undeploy(door).await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
    vertx.close().await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}
