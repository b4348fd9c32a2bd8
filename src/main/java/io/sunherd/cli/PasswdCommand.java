package io.sunherd.cli;

import io.sunherd.access.AccessException;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sunherd passwd}: makes a user, or gives one a new role and password. */
@Command(
    name = "passwd",
    description = "Sets a user's password, read from the terminal or from standard input.")
final class PasswdCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-u", "--users"},
      paramLabel = "FILE",
      defaultValue = ConfigFile.USUAL_USERS,
      description = "The users file (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "viewer|operator",
      description = "What the user may do.")
  private Role role;

  @Parameters(paramLabel = "NAME", description = "The user.")
  private String name;

  @Override
  public Integer call() throws IOException {
    char[] password = password();
    try {
      if (UsersFile.isEmptied(file)) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(file + " was empty, as after a power cut: whoever else was in it is lost.");
      }
      UsersFile users = UsersFile.mend(file);
      users.putUser(name, role, password);
      users.warning().ifPresent(spec.commandLine().getErr()::println);
      return Exit.DONE;
    } catch (AccessException e) {
      throw new CommandFailure(Exit.WRONG_USAGE, String.valueOf(e.getMessage()));
    } finally {
      Arrays.fill(password, ' ');
    }
  }

  /**
   * From the terminal twice; newer Java has a console for a pipe too, which ends after one line.
   */
  @SuppressWarnings("SystemConsoleNull")
  private char[] password() throws IOException {
    Console console = System.console();
    if (console != null) {
      char[] first = console.readPassword("Password: ");
      char[] second = console.readPassword("Again: ");
      if (first == null || (second != null && !Arrays.equals(first, second))) {
        throw new CommandFailure(
            Exit.WRONG_USAGE, "The two passwords differ; nothing was changed.");
      }
      return first;
    }
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (line == null) {
      throw new CommandFailure(Exit.WRONG_USAGE, "No password came on standard input.");
    }
    return line.toCharArray();
  }
}
