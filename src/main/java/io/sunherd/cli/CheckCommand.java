package io.sunherd.cli;

import io.sunherd.config.HubConfig;
import io.sunherd.config.Words;
import io.sunherd.line.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sunherd check}: prints what is wrong with a configuration; opens no device. */
@Command(name = "check", description = "Checks a configuration.")
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigFile.Given given;

  @Override
  public Integer call() {
    HubConfig config = ConfigFile.load(given.file, spec.commandLine().getErr()::println);
    spec.commandLine()
        .getOut()
        .println(
            given.file + " is fine: " + Words.counted(config.inverters().size(), "inverter") + ".");
    return Exit.DONE;
  }
}
