package io.sunherd.cli;

import io.sunherd.config.ConfigException;
import io.sunherd.config.ConfigLoader;
import io.sunherd.config.HubConfig;
import io.sunherd.disk.HubId;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Setting;
import io.sunherd.setup.ConfigSource;
import io.sunherd.sim.Herd;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Loads a configuration, checked against the protocol tables. */
final class ConfigFile {
  /**
   * The file that is meant where a line names none, as picocli takes a default: below the working
   * folder, or where the launcher of an installation says.
   */
  static final String USUAL = "${sys:sunherd.config:-conf/hub.yaml}";

  /** The same of the users file. */
  static final String USUAL_USERS = "${sys:sunherd.users:-conf/users}";

  /** The name, in messages, of the empty text that stands for a missing file. */
  static final String NO_FILE = "(no file)";

  private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);

  private ConfigFile() {}

  /** The file that is meant where a line names none. */
  static Path usual() {
    return Path.of(System.getProperty("sunherd.config", "conf/hub.yaml"));
  }

  /** The configuration that a line names, else the usual one. */
  static final class Given {
    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        defaultValue = USUAL,
        description = "The configuration (default: ${DEFAULT-VALUE}).")
    Path file = usual();
  }

  /** Loads in advance what checking a configuration needs, while the start does other things. */
  static void prepare() {
    LoggerFactory
        .getILoggerFactory(); // now: a logger asked for during its set-up would be a substitute
    Thread thread = new Thread(ConfigFile::loader, "schema");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The text of a file.
   *
   * @throws io.sunherd.config.ConfigException where it cannot be read
   */
  static String read(Vertx vertx, Path file) {
    return ConfigLoader.read(vertx, file).await();
  }

  /**
   * The configuration of a text, with the environment's overrides.
   *
   * @param name what the text is called in sentences
   * @throws io.sunherd.config.ConfigException with every mistake in it
   */
  static HubConfig parse(String name, String text) {
    return loader().parse(name, text, System.getenv());
  }

  /**
   * The configuration in a file, for a command that needs no more of Vert.x.
   *
   * @throws CommandFailure with every mistake in it
   */
  static HubConfig load(Path file) {
    return load(file, LOG::warn);
  }

  /**
   * The same.
   *
   * @param notes takes a sentence for each thing that is odd, but no mistake
   */
  static HubConfig load(Path file, Consumer<String> notes) {
    Vertx vertx = Vertx.vertx();
    try {
      return loader().parse(file.toString(), read(vertx, file), System.getenv(), notes);
    } catch (ConfigException e) {
      throw new CommandFailure(Exit.WRONG_USAGE, String.join(System.lineSeparator(), e.mistakes()));
    } finally {
      vertx.close().await();
    }
  }

  /**
   * The id that the hub of a configuration has, if it has been started; none is made, since this
   * may be another user than the hub's.
   */
  static Optional<String> hub(HubConfig config) {
    try {
      return HubId.find(config.settings().data());
    } catch (IOException e) {
      throw new CommandFailure(
          Exit.WRONG_USAGE,
          "The hub's id in " + config.settings().data() + " cannot be read: " + e + ".");
    }
  }

  /** The default configuration for one device, with the environment's overrides. */
  static HubConfig forOneDevice(DeviceAddress device) {
    return parse(NO_FILE, "").withOneDevice(device);
  }

  /**
   * Where a hub's configuration comes from, and whether it may be changed there.
   *
   * @param text what the hub is started with
   */
  static ConfigSource source(Path file, String text) {
    ConfigLoader loader = loader();
    Map<String, String> environment = System.getenv();
    String variable = "SUNHERD_INVERTERS";
    return new ConfigSource(
        file,
        text,
        changed -> loader.parse(file.toString(), changed, environment),
        environment.containsKey(variable)
            ? "The inverters are set by " + variable + " in the environment: change them there."
            : null,
        ConfigSource.USUAL_LOOK);
  }

  /** The source of a hub for one device, which has no file. */
  static ConfigSource noSource(HubConfig config) {
    return new ConfigSource(
        null,
        "",
        text -> config,
        "The hub runs for one device: start it with a file to have more.",
        ConfigSource.USUAL_LOOK);
  }

  /** Created once: the start and the running hub check by the same schema. */
  private static final class Loader {
    static final ConfigLoader ONLY =
        new ConfigLoader(
            () -> Names.COMMANDS, () -> Names.PROTOCOLS, Herd::names, () -> Names.SETTINGS);
  }

  /** Collected when a configuration uses one of them. */
  private static final class Names {
    static final Set<String> COMMANDS = commands();
    static final Set<String> PROTOCOLS = protocols();
    static final Set<String> SETTINGS = settings();
  }

  static ConfigLoader loader() {
    return Loader.ONLY;
  }

  /** The names of all settings, and the keys under which the compared ones are read. */
  private static Set<String> settings() {
    Set<String> settings = new TreeSet<>(Set.of("firmware"));
    for (Dialect dialect : Dialects.all()) {
      for (Setting setting : dialect.settings()) {
        settings.add(setting.name());
        Setting.Proof proof = setting.proof();
        if (setting.isShared() && proof != null) {
          settings.add(proof.key());
        }
      }
    }
    return settings;
  }

  private static Set<String> commands() {
    Set<String> commands = new TreeSet<>();
    for (Dialect dialect : Dialects.all()) {
      dialect
          .inquiries()
          .forEach(
              inquiry -> {
                commands.add(inquiry.name());
                commands.add(inquiry.code());
              });
    }
    return commands;
  }

  private static Set<String> protocols() {
    return Dialects.all().stream().map(Dialect::id).collect(Collectors.toCollection(TreeSet::new));
  }
}
