package io.sunherd.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sunherd.disk.WholeFile;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sunherd settings}: keeps the settings of an inverter in a file, and brings them back. */
@Command(
    name = "settings",
    description = "Keeps the settings of a hub's inverter in a file, and brings them back.",
    synopsisSubcommandLabel = "(export | import)")
final class SettingsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say settings export or settings import.");
  }

  @Command(name = "export", description = "Prints or keeps the settings of an inverter.")
  int export(
      @Mixin HubOptions hub,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              description = "Where to keep them; without it they are printed.")
          @Nullable Path file)
      throws InterruptedException {
    HttpResponse<String> sheet = HubClient.required(client(hub).get(path(hub) + "/export"));
    if (file == null) {
      line().getOut().print(sheet.body());
      line().getOut().flush();
    } else {
      keep(file, sheet.body());
    }
    return Exit.DONE;
  }

  private static void keep(Path file, String sheet) throws InterruptedException {
    try {
      WholeFile.write(file, out -> out.write(sheet.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new CommandFailure(Exit.WRONG_USAGE, file + ": it cannot be written (" + e + ").");
    }
  }

  @Command(
      name = "import",
      description = "Shows what differs from a file, and writes that if you say yes.")
  int restore(
      @Mixin HubOptions hub,
      @Parameters(paramLabel = "FILE", description = "Settings as export keeps them.") Path file,
      @Option(names = "--yes", description = "Write without asking.") boolean yes,
      @Option(
              names = "--confirm",
              description = "Write also what can drop the load, harm the battery or lose settings.")
          boolean confirm)
      throws InterruptedException {
    HubClient client = client(hub);
    String sheet = content(file);
    String path = path(hub) + "/import?" + (confirm ? "confirm=1&" : "") + "dry_run=";
    JsonNode differences =
        HubClient.json(HubClient.required(client.post(path + "1", "application/yaml", sheet)));
    tell(differences);
    if (differences.path("differences").isEmpty()) {
      line().getErr().println("Nothing differs.");
      return Exit.DONE;
    }
    if (!yes && !isWanted()) {
      line().getErr().println("Nothing was written; --yes writes it.");
      return Exit.DONE;
    }
    HttpResponse<String> answer =
        client.post(path + "0" + meant(differences), "application/yaml", sheet);
    HubClient.json(answer)
        .path("written")
        .forEach(one -> line().getErr().println("written: " + one.path("setting").asText()));
    if (answer.statusCode() == 409) {
      throw new CommandFailure(Exit.REFUSED_BY_INVERTER, HubClient.sentence(answer));
    }
    HubClient.required(answer);
    return Exit.DONE;
  }

  /** The serial number from the preview: the write is meant for that unit and no other. */
  private static String meant(JsonNode differences) {
    String serial = differences.path("serial").asText("");
    return serial.isEmpty() ? "" : "&serial=" + HubClient.encoded(serial);
  }

  private void tell(JsonNode told) {
    told.path("differences")
        .forEach(
            one ->
                line()
                    .getOut()
                    .println(
                        one.path("setting").asText()
                            + ": "
                            + one.path("from")
                            + " -> "
                            + one.path("to")
                            + (one.path("dangerous").asBoolean() ? "  (needs --confirm)" : "")));
    told.path("unknown")
        .forEach(
            name ->
                line()
                    .getErr()
                    .println(name.asText() + " cannot be brought back on this inverter."));
  }

  /** Asks for confirmation at the terminal; without a terminal the answer is no. */
  @SuppressWarnings("SystemConsoleNull") // newer Java has a console for a pipe too: it answers null
  private static boolean isWanted() {
    Console console = System.console();
    String answer = console == null ? null : console.readLine("Write this? [y/N] ");
    return answer != null && answer.strip().matches("(?i)y|yes");
  }

  private HubClient client(HubOptions options) {
    options.check(sentence -> new ParameterException(line(), sentence));
    URI hub = options.hub;
    if (hub == null || options.inverter == null) {
      throw new ParameterException(line(), "Name the hub and its inverter: --hub and --inverter.");
    }
    return new HubClient(hub, options.token());
  }

  private static String path(HubOptions options) {
    String inverter = options.inverter == null ? "" : options.inverter;
    return "api/v1/inverters/" + HubClient.encoded(inverter) + "/settings";
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure(Exit.WRONG_USAGE, file + ": it cannot be read (" + e + ").");
    }
  }

  private CommandLine line() {
    return spec.commandLine();
  }
}
