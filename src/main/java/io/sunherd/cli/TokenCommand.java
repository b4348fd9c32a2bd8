package io.sunherd.cli;

import io.sunherd.access.AccessException;
import io.sunherd.access.UsersFile;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sunherd token}: makes a bearer token for a user, and prints it this once. */
@Command(name = "token", description = "Prints a new bearer token of a user, once.")
final class TokenCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-u", "--users"},
      paramLabel = "FILE",
      defaultValue = ConfigFile.USUAL_USERS,
      description = "The users file (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Parameters(paramLabel = "NAME", description = "The user.")
  private String name;

  @Override
  public Integer call() {
    try {
      spec.commandLine().getOut().println(UsersFile.load(file).addToken(name));
      return Exit.DONE;
    } catch (AccessException e) {
      throw new CommandFailure(Exit.WRONG_USAGE, String.valueOf(e.getMessage()));
    }
  }
}
