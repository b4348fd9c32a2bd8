package io.sunherd.cli;

import io.sunherd.extract.Extract;
import io.sunherd.extract.ExtractLayout;
import io.sunherd.extract.ExtractLayout.Format;
import io.sunherd.extract.Moments;
import io.sunherd.history.rows.HistoryColumn;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is taken out of the history, and how it is written; the first words are godenerg's. */
final class ExtractOptions {
  private static final String RANGE = "\\d+-\\d+";

  @Option(
      names = "--extract-csv-data",
      paramLabel = "FROM-TO",
      description = "Rows of the history as CSV; each end is 8, 10, 12 or 14 digits, local time.")
  private @Nullable String csv;

  @Option(names = "--extract-json-data", paramLabel = "FROM-TO", description = "The same as JSON.")
  private @Nullable String json;

  @Option(
      names = "--col",
      paramLabel = "NAME",
      description = "A column; may be repeated. Without it all of them.")
  List<String> names = List.of();

  @Option(
      names = "--extract-file",
      paramLabel = "FILE",
      description = "Where the extract goes, in place of standard output.")
  @Nullable Path file;

  @Option(names = "--header", description = "The names of the columns come first.")
  private boolean header;

  @Option(names = "--sep", paramLabel = "CHAR", description = "Between columns, in place of ;")
  private @Nullable String separator;

  @Option(
      names = "--time",
      paramLabel = "epoch|iso",
      description = "How the time of a row is written.")
  private @Nullable String time;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "The configuration that names the history (default: " + UsualFiles.CONFIG + ").")
  @Nullable Path config;

  /** Whether the command line asks for an extract. */
  boolean wanted() {
    return csv != null || json != null;
  }

  /** Refuses invalid combinations, with a sentence. */
  void check(Function<String, RuntimeException> usage) {
    if (!wanted()) {
      boolean said = !names.isEmpty() || file != null || header || separator != null;
      if (said || time != null || config != null) {
        throw usage.apply(
            "--col, --extract-file, --header, --sep, --time and -c go with --extract-csv-data or"
                + " --extract-json-data.");
      }
      return;
    }
    if (csv != null && json != null) {
      throw usage.apply("Say only one of --extract-csv-data and --extract-json-data.");
    }
    try {
      extract(ZoneOffset.UTC);
      layout(ZoneOffset.UTC);
    } catch (IllegalArgumentException e) {
      throw usage.apply(String.valueOf(e.getMessage()));
    }
  }

  /** Where the range begins, in digits. */
  String from() {
    return ends()[0];
  }

  /** Where the range ends, in digits. */
  String to() {
    return ends()[1];
  }

  private String[] ends() {
    String range = csv == null ? String.valueOf(json) : csv;
    if (!range.matches(RANGE)) {
      throw new IllegalArgumentException(
          "A range is FROM-TO such as 20171031000000-20171031235959, not " + range + ".");
    }
    return range.split("-", -1);
  }

  /**
   * What is asked for.
   *
   * @param zone the zone of the digits' local time
   * @throws IllegalArgumentException with a sentence, where that makes no sense
   */
  Extract extract(ZoneId zone) {
    List<HistoryColumn> columns = Extract.columns(names, false);
    return new Extract(
        Moments.from(from(), zone),
        Moments.to(to(), zone),
        csv == null ? columns.stream().distinct().toList() : columns,
        0);
  }

  /**
   * How it is written.
   *
   * @throws IllegalArgumentException with a sentence, where that makes no sense
   */
  ExtractLayout layout(ZoneId zone) {
    return new ExtractLayout(
        csv == null ? Format.JSON : Format.CSV,
        header,
        separator == null ? ';' : ExtractLayout.separator(separator),
        time == null ? null : ExtractLayout.time(time, zone));
  }
}
