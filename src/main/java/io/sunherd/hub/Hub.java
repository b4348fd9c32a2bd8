package io.sunherd.hub;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.RecordCodec;
import io.sunherd.config.ConfigChange;
import io.sunherd.config.HubConfig;
import io.sunherd.inverter.Surroundings;
import io.sunherd.link.DeviceAddress;
import io.sunherd.settings.SettingsVerticle;
import io.sunherd.setup.ConfigSource;
import io.sunherd.setup.ConfigVerticle;
import io.sunherd.setup.ScanVerticle;
import io.sunherd.web.WebVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the parts of the hub, and replaces those that a new configuration changes. A part whose
 * piece of the configuration stays the same is not touched.
 */
public final class Hub {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

  /** How long a part may take to stop before another one takes its place. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  /** How long an event loop may take to run what it was given. */
  private static final Duration TURN = Duration.ofMillis(100);

  private final Vertx vertx;
  private final Surroundings world;
  private final Path webroot;
  private final @Nullable ConfigSource source;
  private final List<Component> besides;

  /** The fields that follow are used on this context only, except for the site. */
  private final Context context;

  private final RunningParts parts;
  private volatile HubConfig config;
  private Future<?> changing = Future.succeededFuture();
  private volatile @Nullable WebVerticle site;

  private Hub(
      Vertx vertx,
      HubConfig config,
      Surroundings world,
      Path webroot,
      @Nullable ConfigSource source,
      Function<Hub, List<Component>> besides) {
    this.vertx = vertx;
    this.config = config;
    this.world = world;
    this.webroot = webroot;
    this.source = source;
    this.context = vertx.getOrCreateContext();
    this.parts = new RunningParts(vertx);
    this.besides = List.copyOf(besides.apply(this));
  }

  /**
   * Starts a hub; an inverter that is not there does not keep it from starting.
   *
   * @param world the devices, clock and randomness that inverters need
   * @param webroot the folder with the pages
   * @return the running hub; fails with one sentence where the site cannot be served
   */
  public static Future<Hub> start(Vertx vertx, HubConfig config, Surroundings world, Path webroot) {
    return start(vertx, config, world, webroot, null, hub -> List.of());
  }

  /**
   * Starts a hub that follows its configuration as it changes, and can look for inverters.
   *
   * @param source where the configuration comes from
   * @param candidates every place of this machine where an inverter could be
   */
  public static Future<Hub> start(
      Vertx vertx,
      HubConfig config,
      Surroundings world,
      Path webroot,
      ConfigSource source,
      Supplier<List<DeviceAddress>> candidates) {
    return start(
        vertx,
        config,
        world,
        webroot,
        source,
        hub ->
            List.of(
                new Component(
                    ConfigVerticle.PART,
                    "",
                    false,
                    () -> new ConfigVerticle(source, config, hub::apply, world.clock())),
                new Component(
                    ScanVerticle.PART,
                    "",
                    false,
                    () ->
                        new ScanVerticle(
                            candidates, world.opener(), world.clock(), world.nanos()))));
  }

  /**
   * @param source where the configuration comes from, or null
   * @param besides parts that every configuration has
   */
  private static Future<Hub> start(
      Vertx vertx,
      HubConfig config,
      Surroundings world,
      Path webroot,
      @Nullable ConfigSource source,
      Function<Hub, List<Component>> besides) {
    RecordCodec.register(vertx.eventBus());
    StuckThreads.watch(vertx);
    Hub hub = new Hub(vertx, config, world, webroot, source, besides);
    return hub.inContext(hub::begin).map(hub);
  }

  /** Applies the first configuration; a change of the file that comes meanwhile waits for it. */
  private Future<Void> begin() {
    Future<Void> first = become(config);
    changing = first;
    return first;
  }

  /**
   * Applies another configuration; one change at a time.
   *
   * @return fails with one sentence where that cannot be; then the configuration before holds again
   */
  public Future<Void> apply(HubConfig next) {
    return inContext(
        () -> {
          Future<Void> change =
              changing.transform(
                  over -> {
                    HubConfig before = config;
                    return become(next).recover(failure -> backTo(before, failure));
                  });
          changing = change;
          return change;
        });
  }

  private Future<Void> backTo(HubConfig before, Throwable failure) {
    return parts.isClosed()
        ? Future.failedFuture(failure)
        : become(before)
            .onFailure(e -> LOG.error("It cannot be undone", e))
            .transform(undone -> Future.failedFuture(failure));
  }

  private <T> Future<T> inContext(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(v -> work.get().onComplete(promise));
    return promise.future();
  }

  /** Starts from what is running now, so that a change left half done can be finished or undone. */
  private Future<Void> become(HubConfig next) {
    Blueprint plan = new Blueprint(next, world, webroot, source, besides);
    List<Component> wanted = plan.components();
    if (parts.isEmpty()) { // the start: there is nothing to compare with, and nobody listens
      return begin(wanted).compose(v -> entered(next, plan.configured()));
    }
    Component front = wanted.get(0);
    Configured all = plan.configured();
    ConfigChange change = ConfigChange.between(config, next);
    // The site first: if it cannot be served as configured, nothing else has been touched yet.
    return end(component -> component.name().equals(front.name()) && !component.serves(front))
        .compose(v -> begin(List.of(front)))
        .compose(v -> end(component -> wanted.stream().noneMatch(component::serves)))
        .compose(
            v -> {
              // No part may take a new unit for the one that had its id before.
              announce(without(all, change));
              announce(all);
              return begin(wanted);
            })
        .compose(v -> entered(next, all));
  }

  /** Completes once the site knows the change, so that a client may send it requests at once. */
  private Future<Void> entered(HubConfig now, Configured all) {
    config = now;
    announce(all);
    return turn();
  }

  private static Configured without(Configured all, ConfigChange change) {
    return all.only(
        all.inverters().stream().filter(wiring -> !change.moved().contains(wiring.id())).toList());
  }

  private void announce(Configured configured) {
    vertx.eventBus().publish(Addresses.CONFIGURED, configured);
  }

  private Future<Void> end(Predicate<Component> which) {
    return parts.end(which, LONGEST_STOP).mapEmpty();
  }

  /** Starts the parts before the inverters one after the other, then all inverters together. */
  private Future<Void> begin(List<Component> wanted) {
    Future<Void> begun = Future.succeededFuture();
    List<Component> owners = new ArrayList<>();
    for (Component component : wanted) {
      if (parts.runs(component.name())) {
        continue;
      }
      if (PartHealth.isInverter(component.name())) {
        owners.add(component);
      } else {
        begun = begun.compose(v -> begin(component));
      }
    }
    return begun.compose(v -> Future.join(owners.stream().map(this::begin).toList()).mapEmpty());
  }

  private Future<Void> begin(Component component) {
    return parts
        .begin(component)
        .map(
            part -> {
              if (part instanceof WebVerticle served) {
                site = served;
              }
              return null;
            });
  }

  /** The site that is served, another one after each start of it; null before the first. */
  public @Nullable WebVerticle site() {
    return site;
  }

  /** The port the site is served on; 0 while it is not. */
  public int port() {
    WebVerticle served = site;
    return served == null ? 0 : served.port();
  }

  /** Succeeds as soon as the site's event loop runs it: then the loop is not blocked. */
  public Future<Void> turn() {
    WebVerticle served = site;
    return served == null ? Future.succeededFuture() : served.turn();
  }

  /**
   * Stops the settings first, then everything else at once: a write that was asked for is answered
   * before the site stops and before the unit's device is closed. Blocks; not for a Vert.x thread.
   *
   * @param limit how long to wait, in addition to a write that is on the wire
   * @return the parts that have not stopped in time, and are left behind
   */
  public List<String> stop(Duration limit) {
    Duration writes = SettingsVerticle.LONGEST_WRITE.plus(limit);
    List<String> late = new ArrayList<>(await(() -> stopWriting(writes), writes));
    late.addAll(await(() -> parts.end(component -> true, limit), limit));
    return late;
  }

  private Future<List<String>> stopWriting(Duration limit) {
    parts.close();
    String settings = SettingsVerticle.PART;
    return Future.join(
            parts.stopping(settings),
            parts.end(component -> component.name().equals(settings), limit))
        .map(both -> both.<List<String>>resultAt(1));
  }

  private List<String> await(Supplier<Future<List<String>>> work, Duration limit) {
    try {
      return inContext(work)
          .otherwise(Hub::notWell)
          .await(limit.plus(TURN).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return List.of("the event loop");
    }
  }

  private static List<String> notWell(Throwable failure) {
    LOG.error("A part has not stopped well", failure);
    return List.of();
  }
}
