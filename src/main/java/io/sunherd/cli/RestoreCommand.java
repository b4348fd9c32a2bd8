package io.sunherd.cli;

import io.sunherd.backup.BackupException;
import io.sunherd.backup.Restored;
import io.sunherd.config.ConfigException;
import io.sunherd.config.Words;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import io.sunherd.setup.HubFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sunherd restore}: takes a backup back, on this machine or another. */
@Command(
    name = "restore",
    description =
        "Takes a backup back, into the folder of the configuration. Nothing that is there is"
            + " overwritten, and a broken file changes nothing.")
final class RestoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "What sunherd backup has made.")
  private Path file;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = ConfigFile.USUAL,
      description =
          "The configuration to write (default: ${DEFAULT-VALUE}); one that is there may have no"
              + " inverters.")
  private Path config;

  @Override
  public Integer call() throws InterruptedException {
    HubFile kept = new HubFile(config, InstantSource.system());
    try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
      String present = Objects.requireNonNullElse(kept.read(), "");
      Restored restored =
          Restored.from(
              file,
              config,
              present,
              text -> ConfigFile.parse(config.toString(), text),
              progress.parts());
      progress.clear();
      write(kept, restored);
      restored.notes().forEach(spec.commandLine().getErr()::println);
      spec.commandLine()
          .getOut()
          .println(
              config
                  + " is what it was: "
                  + Words.counted(restored.config().inverters().size(), "inverter")
                  + ". Begin with: sunherd serve -c "
                  + config);
      return Exit.DONE;
    } catch (BackupException e) {
      throw new CommandFailure(Exit.WRONG_USAGE, e.sentence());
    } catch (ConfigException e) {
      throw new CommandFailure(Exit.WRONG_USAGE, e.mistakes().get(0));
    } catch (IOException e) {
      throw new CommandFailure(
          Exit.UNEXPECTED, config + " cannot be written: " + e.getMessage() + ".");
    }
  }

  /** The last step, which makes the files those of the hub. */
  private void write(HubFile kept, Restored restored) throws IOException {
    try {
      kept.save(restored.text(), restored.config().timeZone());
    } catch (IOException e) {
      restored.undo();
      throw e;
    }
    restored.give(config.toAbsolutePath());
  }
}
