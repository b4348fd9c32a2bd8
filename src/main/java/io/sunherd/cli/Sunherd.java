package io.sunherd.cli;

import io.sunherd.config.Words;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's command line: godenerg's lines at the top, Sunherd's own commands beside them. */
@Command(
    name = "sunherd",
    description = "One hub for a herd of solar inverters.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      ScanCommand.class,
      SimulateCommand.class,
      CheckCommand.class,
      DecodeCommand.class,
      PasswdCommand.class,
      TokenCommand.class,
      CodeCommand.class,
      SettingsCommand.class,
      NotifyCommand.class,
      MqttCommand.class,
      ImportCommand.class,
      BackupCommand.class,
      RestoreCommand.class
    })
public final class Sunherd implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SeedOptions options;

  /**
   * Executes a command line: data goes to standard output, everything else to standard error.
   *
   * @return the exit code
   */
  public static int execute(String... words) {
    // Building the whole command line takes a tenth of a second; the usual ways to start the hub do
    // without it.
    return ServeCommand.isPlain(words)
        ? serve(ServeCommand.file(words))
        : commandLine().execute(words);
  }

  private static int serve(@Nullable Path file) {
    try {
      return Serving.file(file, System.err::println);
    } catch (CommandFailure e) {
      System.err.println(e.getMessage());
      return e.exit();
    } catch (RuntimeException | InterruptedException e) {
      e.printStackTrace();
      return Exit.UNEXPECTED;
    }
  }

  /** The program, ready to execute. */
  public static CommandLine commandLine() {
    return new CommandLine(new Sunherd())
        .setExecutionExceptionHandler(Sunherd::failed)
        .setParameterExceptionHandler(Sunherd::misused)
        .setExecutionStrategy(Sunherd::run)
        .setAllowSubcommandsAsOptionParameters(true) // --cmd settings
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /**
   * A call for help forgives any word; one that is no command is not helped by the general help.
   */
  private static int run(CommandLine.ParseResult result) {
    for (CommandLine line : result.asCommandLineList()) {
      List<String> unmatched = line.getUnmatchedArguments();
      if (!unmatched.isEmpty()) {
        throw new UnmatchedArgumentException(line, unmatched);
      }
    }
    return new CommandLine.RunLast().execute(result);
  }

  private static int misused(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    line.getErr().println(sentence(e));
    line.getErr().println("See " + line.getCommandSpec().qualifiedName() + " --help.");
    return Exit.WRONG_USAGE;
  }

  private static @Nullable String sentence(ParameterException e) {
    Set<String> known = e.getCommandLine().getSubcommands().keySet();
    if (!(e instanceof UnmatchedArgumentException unmatched) || known.isEmpty()) {
      return e.getMessage();
    }
    String word = unmatched.getUnmatched().get(0);
    if (word.startsWith("-")) {
      return e.getMessage();
    }
    String meant = Words.didYouMean(word, known);
    return "There is no command "
        + Words.quoted(word)
        + (meant.isEmpty() ? ": known are " + Words.all(known) : meant)
        + ".";
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult result)
      throws Exception {
    if (e instanceof CommandFailure failure) {
      line.getErr().println(failure.getMessage());
      return failure.exit();
    }
    throw e;
  }

  @Override
  public Integer call() throws Exception {
    CommandLine line = spec.commandLine();
    if (line.getParseResult().originalArgs().isEmpty()) {
      throw new ParameterException(
          line,
          "Say what to do: one of the commands "
              + Words.all(line.getSubcommands().keySet())
              + ", or one of "
              + SeedOptions.DEEDS
              + ".");
    }
    options.check(sentence -> new ParameterException(line, sentence));
    if (options.daemon) {
      return Serving.device(options.device(), line.getErr()::println);
    }
    URI hub = options.hub.hub;
    if (options.extract.wanted()) {
      return new ExtractCommand(options.extract, options.hub, line).run();
    }
    return hub == null
        ? options.ask(line.getOut(), line.getErr())
        : new HubCommand(
                options, new HubClient(hub, options.hub.token()), line.getOut(), line.getErr())
            .run(options.hub.inverter, "");
  }
}
