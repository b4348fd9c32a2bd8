package io.sunherd.cli;

import io.sunherd.config.HubConfig;
import io.sunherd.extract.Archive;
import io.sunherd.history.RowImport;
import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.Known;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import io.sunherd.protocol.SerialNumber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sunherd import-godenerg}: takes the rows of a godenerg database into the history. */
@Command(
    name = "import-godenerg",
    description = "Takes a godenerg database into the history; doing so twice changes nothing.")
final class ImportCommand implements Callable<Integer> {
  private static final int MOST_TOLD = 10;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The database of godenerg.")
  private Path file;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = ConfigFile.USUAL,
      description = "The configuration that names the history (default: ${DEFAULT-VALUE}).")
  private Path config;

  @Option(
      names = "--inverter",
      paramLabel = "ID",
      required = true,
      description = "The inverter whose rows these are.")
  private String inverter;

  @Option(
      names = "--serial",
      paramLabel = "NUMBER",
      description = "Its serial number; without it the one that is configured, or known.")
  private @Nullable String serial;

  private long kept;
  private long leftOut;

  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    if (!inverter.matches("[a-z0-9-]{1,64}") || inverter.equals(RowSource.SYSTEM)) {
      throw new ParameterException(line, "The id of an inverter is made of a-z, 0-9 and -.");
    }
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(line, "There is no file " + file + ".");
    }
    HubConfig hub = ConfigFile.load(config);
    HubConfig.History history = hub.history();
    try (Godenerg from = new Godenerg(file);
        Store store = new Store(history.url())) {
      store.open();
      copy(from, store, new RowSource(history.hub(), serial(hub), inverter), line);
    } catch (SQLException e) {
      throw new CommandFailure(
          Exit.UNEXPECTED, file + " cannot be read as a godenerg database: " + e.getMessage());
    } catch (StoreException e) {
      throw new CommandFailure(Exit.UNEXPECTED, String.valueOf(e.getMessage()));
    }
    line.getOut()
        .println(kept + " rows of " + inverter + " are in the history, " + leftOut + " left out.");
    return Exit.DONE;
  }

  /**
   * The unit's serial number: rows without it would not belong to the unit whose rows the hub
   * writes.
   */
  private String serial(HubConfig hub) throws StoreException {
    if (SerialNumber.isPlaceholder(serial)) {
      throw new ParameterException(
          spec.commandLine(),
          serial + " is a placeholder that several units may tell: leave --serial out.");
    }
    if (serial != null) {
      return SerialNumber.of(serial);
    }
    return hub.inverters().stream()
        .filter(one -> one.id().equals(inverter))
        .map(HubConfig.Inverter::serial)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(known(hub.history()));
  }

  private String known(HubConfig.History history) throws StoreException {
    return new Reader(history.url())
        .sources().stream()
            .map(Known::source)
            .filter(source -> source.hub().equals(history.hub()))
            .filter(source -> source.inverter().equals(inverter))
            .map(RowSource::serial)
            .filter(number -> !number.isEmpty() && !SerialNumber.isPlaceholder(number))
            .map(SerialNumber::of)
            .findFirst()
            .orElse("");
  }

  private void copy(Godenerg from, Store store, RowSource source, CommandLine line)
      throws SQLException, StoreException {
    RowImport rows = new RowImport(store, source);
    try (ProgressLine shown = new ProgressLine(line.getErr())) {
      copy(from, rows, line, shown);
    }
    rows.keep();
    if (leftOut > MOST_TOLD) {
      line.getErr().println("Left out: " + (leftOut - MOST_TOLD) + " more.");
    }
  }

  private void copy(Godenerg from, RowImport rows, CommandLine line, ProgressLine shown)
      throws SQLException, StoreException {
    long newest = Instant.now().plus(Duration.ofDays(1)).getEpochSecond();
    Archive.Progress progress = shown.rows(0, from.count());
    while (from.next()) {
      progress.at(kept + leftOut);
      String wrong = from.wrong(newest);
      if (wrong != null) {
        leftOut++;
        if (leftOut <= MOST_TOLD) {
          shown.clear();
          line.getErr().println("Left out: " + wrong);
        }
        continue;
      }
      rows.add(from.at(), from.values());
      kept++;
    }
  }
}
