package io.sunherd.cli;

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
   * The default configuration for one device, with the environment's overrides.
   *
   * @throws io.sunherd.config.ConfigException with every mistake in the environment
   */
  static HubConfig forOneDevice(DeviceAddress device) {
    return loader().parse("--daemon", "", System.getenv()).withOneDevice(device);
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
