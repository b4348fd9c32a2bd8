package io.sunherd.cli;

import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which hub to ask, and the token to log in with: never on the command line, which every user of
 * the machine can see.
 */
final class HubOptions {
  private static final String TOKEN = "SUNHERD_TOKEN";

  /** What to do where a hub wants a login. */
  static final String HOW_TO_LOG_IN =
      "Make a token on the hub's machine with sunherd token NAME, and give it by --token-file FILE"
          + " or in "
          + TOKEN
          + ".";

  static final String TOKEN_FILE = "--token-file";

  @Option(names = "--hub", paramLabel = "URL", description = "Ask a running hub, not a device.")
  @Nullable URI hub;

  @Option(names = "--inverter", paramLabel = "ID", description = "Which inverter of the hub.")
  @Nullable String inverter;

  @Option(
      names = TOKEN_FILE,
      paramLabel = "FILE",
      description =
          "The file with a token of this hub, or of the one that holds the device; without it"
              + " $$SUNHERD_TOKEN is taken.")
  @Nullable Path tokenFile;

  /** Refuses invalid combinations, with a sentence. */
  void check(Function<String, RuntimeException> usage) {
    if (hub == null) {
      if (inverter != null) {
        throw usage.apply("--inverter goes with --hub.");
      }
      return;
    }
    checkAddress(hub, usage);
  }

  /** The same for an extract: the history can be read without a hub, too. */
  void checkOfHistory(Function<String, RuntimeException> usage) {
    if (hub != null) {
      checkAddress(hub, usage);
    } else if (tokenFile != null) {
      throw usage.apply("--token-file goes with --hub.");
    }
  }

  private static void checkAddress(URI hub, Function<String, RuntimeException> usage) {
    String scheme = hub.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || hub.getHost() == null) {
      throw usage.apply("--hub takes an address such as http://127.0.0.1:8889.");
    }
    if (hub.getRawUserInfo() != null) {
      throw usage.apply(
          "The address of a hub holds no user and no password, for others can see it: make a token"
              + " with sunherd token NAME and give it in "
              + TOKEN
              + " or by --token-file.");
    }
    if (hub.getRawQuery() != null || hub.getRawFragment() != null) {
      throw usage.apply("The address of a hub has no ? and no #.");
    }
  }

  /** The token to send, or null for none. */
  @Nullable String token() {
    String token = tokenFile == null ? System.getenv(TOKEN) : content(tokenFile);
    if (token == null || token.isBlank()) {
      return null;
    }
    if (!token.strip().matches("[\\x21-\\x7e]{1,1000}")) {
      throw new CommandFailure(
          Exit.WRONG_USAGE,
          (tokenFile == null ? TOKEN : tokenFile.toString()) + " holds no token: it is one word.");
    }
    return token.strip();
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailure(Exit.WRONG_USAGE, file + ": the token cannot be read (" + e + ").");
    }
  }
}
