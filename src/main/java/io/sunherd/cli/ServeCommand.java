package io.sunherd.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sunherd serve}: the hub, in the foreground. */
@Command(name = ServeCommand.NAME, description = "Runs the hub.")
final class ServeCommand implements Callable<Integer> {
  static final String NAME = "serve";

  private static final String SHORT = "-c";
  private static final String LONG = "--config";

  @Spec private CommandSpec spec;

  @Option(
      names = {SHORT, LONG},
      paramLabel = "FILE",
      description =
          "The configuration (default: " + UsualFiles.CONFIG + ", which may be missing yet).")
  private @Nullable Path file;

  /** Whether a command line does nothing but start a hub; a call for help does not. */
  static boolean isPlain(String... words) {
    return words.length > 0
        && words[0].equals(NAME)
        && (words.length == 1
            || (words.length == 3
                && (words[1].equals(SHORT) || words[1].equals(LONG))
                && words[2].matches(
                    "[^-@].*"))); // a word that begins with - or @ may be more than a name
  }

  /** The file that such a command line names, or null. */
  static @Nullable Path file(String... plain) {
    return plain.length == 1 ? null : Path.of(plain[2]);
  }

  @Override
  public Integer call() throws InterruptedException {
    return Serving.file(file, spec.commandLine().getErr()::println);
  }
}
