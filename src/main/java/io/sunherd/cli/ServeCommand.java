package io.sunherd.cli;

import io.sunherd.Hub;
import io.sunherd.config.ConfigException;
import io.sunherd.config.HubConfig;
import io.sunherd.inverter.Surroundings;
import io.sunherd.link.Candidates;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Links;
import io.sunherd.setup.Source;
import io.sunherd.sim.Herd;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sunherd serve}: the hub, in the foreground. */
@Command(name = ServeCommand.NAME, description = "Runs the hub.")
final class ServeCommand implements Callable<Integer> {
  static final String NAME = "serve";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Path USUAL_FILE = Path.of("conf/hub.yaml");

  /** The same weather at every start. */
  private static final long SEED = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration (default: conf/hub.yaml, which may be missing yet).")
  private @Nullable Path file;

  @Override
  public Integer call() throws InterruptedException {
    Vertx vertx = Vertx.vertx();
    Path named = file == null ? USUAL_FILE : file;
    boolean isNew = file == null && Files.notExists(named);
    return serve(
        vertx,
        () -> isNew ? ConfigFile.ofNoFile() : ConfigFile.load(vertx, named),
        config -> ConfigFile.source(named),
        spec.commandLine());
  }

  /** The hub for one device, everything else at its default. */
  static int serveOne(DeviceAddress device, CommandLine line) throws InterruptedException {
    return serve(Vertx.vertx(), () -> ConfigFile.forOneDevice(device), ConfigFile::noSource, line);
  }

  private static int serve(
      Vertx vertx, Supplier<HubConfig> loader, Function<HubConfig, Source> source, CommandLine line)
      throws InterruptedException {
    HubConfig config;
    try {
      config = loader.get();
    } catch (ConfigException e) {
      e.mistakes().forEach(line.getErr()::println);
      return Exit.WRONG_USAGE;
    }
    Hub hub;
    try {
      hub =
          Hub.start(
                  vertx,
                  config,
                  world(),
                  Webroot.find(),
                  source.apply(config),
                  new Candidates()::all)
              .await();
    } catch (RuntimeException e) {
      throw new CommandFailure(Exit.UNEXPECTED, "The hub cannot start: " + e.getMessage());
    }
    CountDownLatch stopped = new CountDownLatch(1);
    ServiceManager manager = ServiceManager.from(System.getenv());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  manager.stopping();
                  stop(hub, line);
                },
                "stop"));
    String scheme = config.http().tls() == null ? "http" : "https";
    line.getErr()
        .println(
            "Sunherd serves "
                + config.inverters().size()
                + (config.inverters().size() == 1 ? " inverter on " : " inverters on ")
                + scheme
                + "://"
                + config.http().host()
                + ":"
                + hub.port()
                + "/"
                + (config.inverters().isEmpty() ? ": open it to choose inverters." : ""));
    manager.ready();
    manager.watch(vertx, hub::turn);
    stopped.await();
    return Exit.DONE;
  }

  private static Surroundings world() {
    return new Surroundings(
        new Links(new Herd(SEED, Clock.system(ZoneId.systemDefault()))),
        new Candidates()::elsewhere,
        InstantSource.system(),
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Waits for the devices to be let go: a port left open is a port the next start cannot have. */
  private static void stop(Hub hub, CommandLine line) {
    try {
      hub.stop(PATIENCE);
    } catch (TimeoutException e) {
      line.getErr()
          .println(
              "A device did not close within " + PATIENCE.toSeconds() + " s; left to the system.");
    }
  }
}
