package io.sunherd.cli;

import io.sunherd.config.ConfigException;
import io.sunherd.config.ConfigLoader;
import io.sunherd.config.HubConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.sunherd.setup.Source;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Loads a configuration, checked against the protocol tables. */
final class ConfigFile {
  private ConfigFile() {}

  /**
   * The configuration in this file, with the environment's overrides.
   *
   * @throws io.sunherd.config.ConfigException with every mistake in it
   */
  static HubConfig load(Vertx vertx, Path file) {
    return loader().load(vertx, file, System.getenv()).await();
  }

  /**
   * What holds where there is no file yet.
   *
   * @throws io.sunherd.config.ConfigException with every mistake in the environment
   */
  static HubConfig ofNoFile() {
    return loader().parse("(no file)", "", System.getenv());
  }

  /**
   * The same for a command that needs no more of Vert.x.
   *
   * @throws CommandFailure with every mistake in it
   */
  static HubConfig loadAlone(Path file) {
    Vertx vertx = Vertx.vertx();
    try {
      return load(vertx, file);
    } catch (ConfigException e) {
      throw new CommandFailure(Exit.WRONG_USAGE, String.join(System.lineSeparator(), e.mistakes()));
    } finally {
      vertx.close().await();
    }
  }

  /** The default configuration for one device, with the environment's overrides. */
  static HubConfig forOneDevice(DeviceAddress device) {
    return ofNoFile().withOneDevice(device);
  }

  /** Where a hub's configuration comes from, and whether it may be changed there. */
  static Source source(Path file) {
    ConfigLoader loader = loader();
    Map<String, String> environment = System.getenv();
    String variable = "SUNHERD_INVERTERS";
    return new Source(
        file,
        text -> loader.parse(file.toString(), text, environment),
        environment.containsKey(variable)
            ? "The inverters are set by " + variable + " in the environment: change them there."
            : null,
        Source.USUAL_LOOK);
  }

  /** Of a hub for one device, which has no file. */
  static Source noSource(HubConfig config) {
    return new Source(
        null,
        text -> config,
        "The hub runs for one device: start it with a file to have more.",
        Source.USUAL_LOOK);
  }

  /** Made once: the start and the running hub check by the same schema. */
  private static final class Loader {
    static final ConfigLoader ONLY = new ConfigLoader(commands(), protocols());
  }

  private static ConfigLoader loader() {
    return Loader.ONLY;
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
    return Dialects.all().stream().map(Dialect::id).collect(Collectors.toSet());
  }
}
