package io.sunherd.cli;

import io.sunherd.config.HubConfig;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import io.sunherd.mqtt.BrokerCheck;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sunherd mqtt --check}: what the hub would find and do at its broker. */
@Command(
    name = "mqtt",
    description = "Tries the broker of MQTT that the configuration names.",
    footer = {
      "",
      "Exit codes: 0 all is well; 2 the configuration is wrong, or names no broker;",
      "4 there is no connection; 5 the broker does not allow what the hub needs, or",
      "another hub is online on its base."
    })
final class MqttCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--check",
      description =
          "Connects and subscribes, publishes nothing, and tells what the hub would publish.")
  private boolean check;

  @Mixin private ConfigFile.Given given;

  @Override
  public Integer call() {
    if (!check) {
      throw new ParameterException(
          spec.commandLine(), "Say --check: the hub itself speaks to the broker while it runs.");
    }
    HubConfig config = ConfigFile.load(given.file, spec.commandLine().getErr()::println);
    if (config.mqtt().url() == null) {
      throw new CommandFailure(
          Exit.WRONG_USAGE, given.file + " names no broker: write url under mqtt (mqtt://HOST).");
    }
    List<String> ids = config.inverters().stream().map(HubConfig.Inverter::id).toList();
    Vertx vertx = Vertx.vertx();
    try {
      return print(
          BrokerCheck.of(vertx, config.mqtt(), ids, ConfigFile.hub(config).orElse(null)).await());
    } finally {
      vertx.close().await();
    }
  }

  private int print(BrokerCheck.Findings findings) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    findings.lines().forEach(out::println);
    out.flush();
    findings.troubles().forEach(err::println);
    if (findings.troubles().isEmpty()) {
      return Exit.DONE;
    }
    return findings.isConnected() ? Exit.REFUSED_BY_HUB : Exit.NO_VALID_ANSWER;
  }
}
