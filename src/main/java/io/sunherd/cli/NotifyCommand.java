package io.sunherd.cli;

import io.sunherd.config.HubConfig;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import io.sunherd.notify.TestRun;
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

/** {@code sunherd notify --test}: one message to each target, and what came of it. */
@Command(
    name = "notify",
    description = "Tries whether those who are to be told of alarms are told.")
final class NotifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--test", description = "Sends a test message to each target.")
  private boolean test;

  @Mixin private ConfigFile.Given given;

  @Override
  public Integer call() {
    if (!test) {
      throw new ParameterException(
          spec.commandLine(), "Say --test: the hub itself tells of alarms while it runs.");
    }
    HubConfig config = ConfigFile.load(given.file, spec.commandLine().getErr()::println);
    if (config.notice().targets().isEmpty()) {
      throw new CommandFailure(
          Exit.WRONG_USAGE, given.file + " names nobody to be told: write targets under notify.");
    }
    String hub = ConfigFile.hub(config).orElse("not-started-yet");
    Vertx vertx = Vertx.vertx();
    try {
      return print(TestRun.of(vertx, config.notice(), hub, config.timeZone()).await());
    } finally {
      vertx.close().await();
    }
  }

  private int print(List<TestRun.Result> results) {
    PrintWriter out = spec.commandLine().getOut();
    results.forEach(
        result ->
            out.println(
                result.target()
                    + ": "
                    + (result.trouble() == null ? "sent." : "not sent: " + result.trouble())));
    out.flush();
    return results.stream().allMatch(result -> result.trouble() == null)
        ? Exit.DONE
        : Exit.NO_VALID_ANSWER;
  }
}
