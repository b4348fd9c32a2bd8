package io.sunherd.cli;

import io.sunherd.backup.BackupException;
import io.sunherd.backup.BackupWriter;
import io.sunherd.backup.Manifest;
import io.sunherd.config.HubConfig;
import io.sunherd.config.Words;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sunherd backup}: the hub in one file, while it runs or not. */
@Command(
    name = "backup",
    description =
        "Writes configuration, users, audit log and an SQLite history into one file, which is for"
            + " its owner alone: passwords are in it.")
final class BackupCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The file to write; a zip file.")
  private Path file;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = ConfigFile.USUAL,
      description = "The configuration of the hub (default: ${DEFAULT-VALUE}).")
  private Path config;

  @Override
  public Integer call() throws InterruptedException {
    HubConfig hub = ConfigFile.load(config);
    try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
      Manifest made = new BackupWriter(file, progress.parts()).write(config, hub, Instant.now());
      progress.clear();
      made.leftOut().forEach(spec.commandLine().getErr()::println);
      spec.commandLine()
          .getOut()
          .println(
              file
                  + ": "
                  + Words.counted(made.parts().size(), "file")
                  + ", "
                  + Files.size(file)
                  + " bytes.");
      return Exit.DONE;
    } catch (BackupException e) {
      throw new CommandFailure(Exit.UNEXPECTED, e.sentence());
    } catch (java.io.IOException e) {
      throw new CommandFailure(Exit.UNEXPECTED, file + " was made, and cannot be seen: " + e);
    }
  }
}
