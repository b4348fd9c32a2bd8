package io.sunherd.cli;

import io.sunherd.config.HubConfig;
import io.sunherd.disk.HubId;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import io.sunherd.notify.TestRun;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = ConfigFile.USUAL,
      description = "The configuration (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Override
  public Integer call() {
    if (!test) {
      throw new ParameterException(
          spec.commandLine(), "Say --test: the hub itself tells of alarms while it runs.");
    }
    HubConfig config = ConfigFile.load(file, spec.commandLine().getErr()::println);
    if (config.notice().targets().isEmpty()) {
      throw new CommandFailure(
          Exit.WRONG_USAGE, file + " names nobody to be told: write targets under notify.");
    }
    Vertx vertx = Vertx.vertx();
    try {
      return print(TestRun.of(vertx, config.notice(), hub(config), config.timeZone()).await());
    } finally {
      vertx.close().await();
    }
  }

  /** The id that the hub has; none is made, since this may be another user than the hub's. */
  private static String hub(HubConfig config) {
    try {
      return HubId.find(config.settings().data()).orElse("not-started-yet");
    } catch (IOException e) {
      throw new CommandFailure(
          Exit.WRONG_USAGE,
          "The hub's id in " + config.settings().data() + " cannot be read: " + e + ".");
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
