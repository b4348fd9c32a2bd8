package io.sunherd;

import io.sunherd.bus.RecordCodec;
import io.sunherd.config.HubConfig;
import io.sunherd.herd.HerdVerticle;
import io.sunherd.inverter.InverterVerticle;
import io.sunherd.inverter.NeighbourVerticle;
import io.sunherd.inverter.ScoutVerticle;
import io.sunherd.inverter.Surroundings;
import io.sunherd.inverter.Unit;
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
 * Puts the parts together: the site first, so that it misses nothing, then the totals, then the
 * scout, then every inverter.
 */
public final class Hub {
  /** A worker that is stuck for so long is told in the log. */
  private static final long SUSPICIOUS_SECONDS = 15;

  private final Vertx vertx;
  private final WebVerticle web;
  private final String webDeployment;

  private Hub(Vertx vertx, WebVerticle web, String webDeployment) {
    this.vertx = vertx;
    this.web = web;
    this.webDeployment = webDeployment;
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
        .compose(deployment -> vertx.deployVerticle(herd(config, world)).map(totals -> deployment))
        .compose(deployment -> vertx.deployVerticle(scout(config, world)).map(scout -> deployment))
        .compose(
            deployment ->
                Future.all(
                        config.inverters().stream()
                            .map(inverter -> deploy(vertx, inverter, world))
                            .toList())
                    .map(new Hub(vertx, web, deployment)));
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
                Stream.of(HerdVerticle.PART, ScoutVerticle.PART),
                ids.stream().map(id -> "inverter " + id))
            .toList(),
        webroot,
        Path.of(config.access().users()),
        config.access().read() == HubConfig.Read.USERS);
  }

  private static HerdVerticle herd(HubConfig config, Surroundings world) {
    return new HerdVerticle(ids(config), world.clock(), world.nanos());
  }

  private static ScoutVerticle scout(HubConfig config, Surroundings world) {
    List<String> cabled =
        config.inverters().stream()
            .filter(inverter -> inverter.device() != null)
            .map(HubConfig.Inverter::id)
            .toList();
    return new ScoutVerticle(cabled, world.clock(), world.nanos());
  }

  private static List<String> ids(HubConfig config) {
    return config.inverters().stream().map(HubConfig.Inverter::id).toList();
  }

  private static Future<String> deploy(
      Vertx vertx, HubConfig.Inverter inverter, Surroundings world) {
    return vertx.deployVerticle(
        owner(inverter, world),
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setWorkerPoolName("inverter-" + inverter.id())
            .setWorkerPoolSize(1)
            .setMaxWorkerExecuteTime(SUSPICIOUS_SECONDS)
            .setMaxWorkerExecuteTimeUnit(TimeUnit.SECONDS));
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

  /**
   * Stops serving, then lets every device go. Blocks; not for a Vert.x thread.
   *
   * @param limit how long to wait for the devices
   * @throws TimeoutException where one does not close in time
   */
  public void stop(Duration limit) throws TimeoutException {
    vertx.undeploy(webDeployment).await(limit.toMillis(), TimeUnit.MILLISECONDS);
    vertx.close().await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}
