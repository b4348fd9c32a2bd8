package io.sunherd.cli;

import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program's command line: godenerg's lines at the top, Sunherd's own commands beside them. */
@Command(
    name = "sunherd",
    description = "One hub for a herd of solar inverters.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      ScanCommand.class,
      SimulateCommand.class,
      CheckCommand.class,
      DecodeCommand.class,
      PasswdCommand.class,
      TokenCommand.class,
      SettingsCommand.class
    })
public final class Sunherd implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SeedOptions options;

  /** The program, ready to execute; data goes to standard output, everything else to error. */
  public static CommandLine commandLine() {
    return new CommandLine(new Sunherd())
        .setExecutionExceptionHandler(Sunherd::failed)
        .setParameterExceptionHandler(Sunherd::misused)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int misused(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    line.getErr().println(e.getMessage());
    line.getErr().println("See " + line.getCommandSpec().qualifiedName() + " --help.");
    return Exit.WRONG_USAGE;
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
    options.check(sentence -> new ParameterException(line, sentence));
    if (options.daemon) {
      return ServeCommand.serveOne(options.device(), line);
    }
    URI hub = options.hub.hub;
    return hub == null
        ? new DeviceCommand(options, line).run()
        : new HubCommand(options, new HubClient(hub, options.hub.token()), line).run();
  }
}
