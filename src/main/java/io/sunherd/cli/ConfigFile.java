package io.sunherd.cli;

import io.sunherd.config.ConfigException;
import io.sunherd.config.ConfigLoader;
import io.sunherd.config.HubConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.Dialect;
import io.sunherd.protocol.Dialects;
import io.vertx.core.Vertx;
import java.nio.file.Path;
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
    return loader().parse("(no file)", "", System.getenv()).withOneDevice(device);
  }

  private static ConfigLoader loader() {
    return new ConfigLoader(commands(), protocols());
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
