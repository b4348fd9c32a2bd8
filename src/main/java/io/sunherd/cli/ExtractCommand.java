package io.sunherd.cli;

import io.sunherd.config.HubConfig;
import io.sunherd.disk.WholeFile;
import io.sunherd.extract.Archive;
import io.sunherd.extract.Extract;
import io.sunherd.extract.ExtractLayout;
import io.sunherd.extract.Ink;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.StoreException;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** {@code --extract-csv-data} and {@code --extract-json-data}: rows out of the history. */
final class ExtractCommand {
  private final ExtractOptions options;
  private final HubOptions hub;
  private final CommandLine line;

  ExtractCommand(ExtractOptions options, HubOptions hub, CommandLine line) {
    this.options = options;
    this.hub = hub;
    this.line = line;
  }

  int run() throws InterruptedException {
    Path file = options.file;
    try {
      if (file == null) {
        write(new Printed(line.getOut()));
      } else {
        WholeFile.write(file, this::write);
        line.getErr().println("The extract is in " + file + ".");
      }
      return Exit.DONE;
    } catch (StoreException e) {
      throw new CommandFailure(Exit.UNEXPECTED, String.valueOf(e.getMessage()));
    } catch (FileSystemException e) {
      throw new CommandFailure(
          Exit.UNEXPECTED,
          file
              + " cannot be written, as "
              + SimulateCommand.reason(e)
              + ": name another file with --extract-file.");
    } catch (IOException e) {
      throw new CommandFailure(
          Exit.UNEXPECTED, "The extract did not get to its end: " + e.getMessage() + ".");
    }
  }

  private void write(OutputStream out) throws IOException, StoreException, InterruptedException {
    try (ProgressLine progress = new ProgressLine(line.getErr(), isFollowed(), System::nanoTime)) {
      if (hub.hub == null) {
        fromArchive(out, progress);
      } else {
        fromHub(new HubClient(hub.hub, hub.token()), progress.bytes(out));
      }
    }
  }

  private void fromArchive(OutputStream out, ProgressLine progress)
      throws IOException, StoreException {
    HubConfig config = config();
    Extract extract = options.extract(config.timeZone());
    Archive archive = new Archive(config.history().url(), config.history().hub());
    Ink ink = new Ink((bytes, length) -> out.write(bytes, 0, length));
    archive.write(
        extract,
        options.layout(config.timeZone()),
        inverters(archive, config),
        isAll(),
        ink,
        progress.rows(extract.from(), extract.to()));
  }

  /** Rows that run over the same terminal are seen by themselves. */
  private boolean isFollowed() {
    return ProgressLine.isTerminal(2) && (options.file != null || !ProgressLine.isTerminal(1));
  }

  private boolean isAll() {
    return "all".equals(hub.inverter);
  }

  private HubConfig config() {
    Path file = options.config;
    // A hub for one device has no file, and keeps its history at the usual place.
    if (file == null && !Files.exists(ConfigFile.usual())) {
      return HubConfig.DEFAULT;
    }
    return ConfigFile.load(file == null ? ConfigFile.usual() : file);
  }

  /**
   * The inverters to extract: those asked for, else the first one configured, else the only one in
   * the history.
   */
  private List<String> inverters(Archive archive, HubConfig config) throws StoreException {
    List<String> kept = archive.inverters();
    List<String> configured = config.inverters().stream().map(HubConfig.Inverter::id).toList();
    if (isAll()) {
      return configured.isEmpty() ? kept : configured;
    }
    String asked = hub.inverter;
    if (asked == null) {
      if (!configured.isEmpty() && (kept.size() != 1 || kept.contains(configured.get(0)))) {
        return List.of(configured.get(0));
      }
      return kept.size() == 1 ? kept : List.of(unknown("Say which inverter with --inverter", kept));
    }
    boolean known =
        asked.equals(RowSource.SYSTEM) || kept.contains(asked) || configured.contains(asked);
    return List.of(known ? asked : unknown("There are no rows of an inverter " + asked, kept));
  }

  private static String unknown(String what, List<String> kept) {
    throw new CommandFailure(
        Exit.WRONG_USAGE,
        what
            + "; the history has "
            + (kept.isEmpty() ? "none yet" : String.join(", ", kept))
            + ".");
  }

  private void fromHub(HubClient client, OutputStream out)
      throws InterruptedException, IOException {
    try (InputStream body = client.stream(path())) {
      body.transferTo(out);
    }
  }

  /** The request path with the digits as typed: local time is that of the hub. */
  private String path() {
    Extract extract = options.extract(ZoneOffset.UTC);
    ExtractLayout layout = options.layout(ZoneOffset.UTC);
    String inverter = hub.inverter;
    return "api/v1/history?format="
        + (layout.format() == ExtractLayout.Format.CSV ? "csv" : "json")
        + "&from="
        + options.from()
        + "&to="
        + options.to()
        + extract.columns().stream()
            .map(column -> "&col=" + column.name())
            .collect(Collectors.joining())
        + (layout.header() ? "&header=1" : "")
        + "&sep="
        + HubClient.encoded(String.valueOf(layout.separator()))
        + (layout.isoIn() == null ? "" : "&time=iso")
        + (inverter == null ? "" : "&inverter=" + HubClient.encoded(inverter));
  }
}
