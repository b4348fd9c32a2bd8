package io.sunherd.cli;

import io.sunherd.access.AccessException;
import io.sunherd.access.SetupCode;
import io.sunherd.access.UsersFile;
import io.sunherd.config.HubConfig;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sunherd code}: prints the code by which another machine's browser sets a new hub up. */
@Command(
    name = "code",
    description =
        "Prints the code that setting up a new hub from another machine takes; nothing once it"
            + " belongs to somebody.")
final class CodeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration (default: " + ConfigFile.USUAL + ").")
  private @Nullable Path file;

  @Override
  public Integer call() {
    HubConfig config = config();
    if (!isClaimed(config)) {
      spec.commandLine().getOut().println(code(config.settings().data().resolve(SetupCode.NAME)));
    }
    return Exit.DONE;
  }

  /** As the hub has it, which starts without its usual file, too. */
  private HubConfig config() {
    if (file != null) {
      return ConfigFile.load(file);
    }
    Path usual = ConfigFile.usual();
    return Files.exists(usual) ? ConfigFile.load(usual) : ConfigFile.parse(ConfigFile.NO_FILE, "");
  }

  private static boolean isClaimed(HubConfig config) {
    try {
      return !config.inverters().isEmpty()
          || !UsersFile.load(Path.of(config.access().users())).isNew();
    } catch (AccessException e) {
      throw new CommandFailure(Exit.UNEXPECTED, String.valueOf(e.getMessage()));
    }
  }

  private static String code(Path kept) {
    try {
      return SetupCode.find(kept)
          .orElseThrow(
              () ->
                  new CommandFailure(
                      Exit.UNEXPECTED,
                      "There is no code in " + kept + " yet: the hub makes it when it starts."));
    } catch (AccessDeniedException e) {
      throw new CommandFailure(
          Exit.UNEXPECTED,
          kept + " is for the hub's own user: run this as that user, or with sudo.");
    } catch (IOException e) {
      throw new CommandFailure(Exit.UNEXPECTED, kept + " cannot be read (" + e + ").");
    }
  }
}
