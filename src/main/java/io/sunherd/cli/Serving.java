package io.sunherd.cli;

import io.sunherd.config.ConfigException;
import io.sunherd.config.HubConfig;
import io.sunherd.hub.Hub;
import io.sunherd.inverter.Surroundings;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import io.sunherd.link.Candidates;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Links;
import io.sunherd.link.OrderlyShutdown;
import io.sunherd.setup.ConfigSource;
import io.sunherd.sim.Herd;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub at work in the foreground, until the process is told to end. */
final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  /**
   * How long stopping may take: a service manager, or a user who is about to switch off the
   * machine, does not wait long.
   */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /**
   * How long closing the event loops may take: at its end Java waits 300 ms for threads inside a
   * system call, as they are.
   */
  private static final Duration LOOPS = Duration.ofMillis(200);

  /** The simulator's random seed: the same weather at every start. */
  private static final long SEED = 1;

  /** The configuration that a hub is started with, and its source. */
  private record Plan(HubConfig config, ConfigSource source) {}

  /** Loaded when a configuration has a simulated inverter. */
  private static final class Simulated {
    static final Herd HERD = new Herd(SEED, Clock.system(ZoneId.systemDefault()));
  }

  private Serving() {}

  /**
   * The hub that a file describes.
   *
   * @param file null for the usual one, which need not exist yet
   * @param err where sentences go
   * @return the exit code, once it has ended
   */
  static int file(@Nullable Path file, Consumer<String> err) throws InterruptedException {
    ConfigFile.prepare();
    Vertx vertx = Vertx.vertx();
    Path named = file == null ? ConfigFile.usual() : file;
    boolean isNew = file == null && Files.notExists(named);
    return serve(
        vertx,
        () -> {
          String text = isNew ? "" : ConfigFile.read(vertx, named);
          return new Plan(
              ConfigFile.parse(isNew ? ConfigFile.NO_FILE : named.toString(), text),
              ConfigFile.source(named, text));
        },
        err);
  }

  /** The hub for one device, everything else at its default. */
  static int device(DeviceAddress device, Consumer<String> err) throws InterruptedException {
    return serve(
        Vertx.vertx(),
        () -> {
          HubConfig config = ConfigFile.forOneDevice(device);
          return new Plan(config, ConfigFile.noSource(config));
        },
        err);
  }

  private static int serve(Vertx vertx, Supplier<Plan> loader, Consumer<String> err)
      throws InterruptedException {
    Plan plan;
    try {
      plan = loader.get();
    } catch (ConfigException e) {
      e.mistakes().forEach(err);
      return Exit.WRONG_USAGE;
    }
    HubConfig config = plan.config();
    Hub hub;
    try {
      hub =
          Hub.start(vertx, config, world(), Webroot.find(), plan.source(), new Candidates()::all)
              .await();
    } catch (RuntimeException e) {
      throw new CommandFailure(Exit.UNEXPECTED, "The hub cannot start: " + e.getMessage());
    }
    OrderlyShutdown.begin();
    CountDownLatch stopped = new CountDownLatch(1);
    HubPlace place = HubPlace.keep(vertx, hub);
    ServiceManager manager = ServiceManager.from(System.getenv());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  manager.stopping();
                  place.remove();
                  stop(vertx, hub, err);
                },
                "stop"));
    err.accept(greeting(config, hub.port()));
    manager.ready();
    manager.watch(vertx, hub::turn);
    stopped.await();
    return Exit.DONE;
  }

  private static String greeting(HubConfig config, int port) {
    String scheme = config.http().tls() == null ? "http" : "https";
    return "Sunherd serves "
        + config.inverters().size()
        + (config.inverters().size() == 1 ? " inverter on " : " inverters on ")
        + scheme
        + "://"
        + config.http().host()
        + ":"
        + port
        + "/"
        + (config.inverters().isEmpty() ? ": open it to choose inverters." : "");
  }

  private static Surroundings world() {
    return new Surroundings(
        new Links(device -> Simulated.HERD.open(device)),
        new Candidates()::elsewhere,
        InstantSource.system(),
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Waits until the devices are closed: a port left open cannot be opened by the next start. */
  private static void stop(Vertx vertx, Hub hub, Consumer<String> err) {
    Thread.setDefaultUncaughtExceptionHandler(Serving::lost);
    List<String> late = hub.stop(PATIENCE);
    if (late.isEmpty()) {
      endLoops(vertx);
    } else {
      err.accept(
          "Left to the system, for it did not stop in time: " + String.join(", ", late) + ".");
    }
    OrderlyShutdown.end();
  }

  /**
   * Receives the failures of threads while the hub stops. A task that was handed to a thread which
   * has already ended is not an error then.
   */
  static void lost(Thread thread, Throwable failure) {
    if (failure instanceof RejectedExecutionException) {
      LOG.debug("{} was too late for one that has ended.", thread.getName(), failure);
    } else {
      LOG.error("{} has failed while the hub stopped", thread.getName(), failure);
    }
  }

  private static void endLoops(Vertx vertx) {
    try {
      vertx.close().await(LOOPS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("The event loops are left to the end of the process.");
    }
  }
}
