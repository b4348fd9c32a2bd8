package io.sunherd.bench;

import io.sunherd.extract.Archive;
import io.sunherd.extract.Archive.Progress;
import io.sunherd.extract.Extract;
import io.sunherd.extract.ExtractLayout;
import io.sunherd.extract.ExtractLayout.Format;
import io.sunherd.extract.Ink;
import io.sunherd.extract.Past;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Extracts of a year of one unit: rows a second into a file, the memory that takes, and how long a
 * chart of the year takes. Arguments: rows, and the folder that holds the history from run to run.
 */
final class ExtractBench {
  private static final int CHARTS = 20;

  private ExtractBench() {}

  public static void main(String[] args) throws Exception {
    int rows = Integer.parseInt(args[0]);
    Path folder = Files.createDirectories(Path.of(args[1]));
    Path database = folder.resolve("extract-bench-" + rows + ".db");
    String url = "jdbc:sqlite:" + database;
    if (!Files.exists(database)) {
      long begin = System.nanoTime();
      Past.keep(url, "roof-1", rows);
      tell("kept %,d rows in %,d ms%n", rows, ms(begin));
    }
    tell("%.1f bytes a row with roll-ups%n", (double) Files.size(database) / rows);
    Archive archive = new Archive(url, Past.HUB);
    long to = Past.DAY + 15L * rows;
    for (Format format : List.of(Format.CSV, Format.CSV, Format.JSON)) {
      extract(
          archive, new Extract(Past.DAY, to, Extract.columns(List.of(), false), 0), format, folder);
    }
    List<String> three = List.of("datetime", "batt_volt", "pv_watts");
    extract(
        archive, new Extract(Past.DAY, to, Extract.columns(three, false), 0), Format.CSV, folder);
    charts(archive, to, List.of("pv_watts"));
    charts(archive, to, List.of("pv_watts", "ac_watt", "batt_volt"));
    charts(archive, to, List.of());
  }

  private static void extract(Archive archive, Extract extract, Format format, Path folder)
      throws Exception {
    Path file = folder.resolve("extract-bench.out");
    long begin = System.nanoTime();
    long[] count = {0, 0};
    try (OutputStream out = Files.newOutputStream(file)) {
      Progress progress =
          at -> {
            if (count[0]++ % 100_000 == 0) {
              Runtime runtime = Runtime.getRuntime();
              count[1] = Math.max(count[1], runtime.totalMemory() - runtime.freeMemory());
            }
          };
      Ink ink = new Ink((bytes, length) -> out.write(bytes, 0, length));
      archive.write(
          extract,
          new ExtractLayout(format, false, ';', null),
          List.of("roof-1"),
          false,
          ink,
          progress);
    }
    long ms = ms(begin);
    tell(
        "%s, %d columns: %,d rows/s, %,d MB in %,d ms, heap at most %d MB%n",
        format,
        extract.columns().size(),
        count[0] * 1_000 / Math.max(1, ms),
        Files.size(file) >> 20,
        ms,
        count[1] >> 20);
    Files.delete(file);
  }

  private static void charts(Archive archive, long to, List<String> names) throws Exception {
    Extract extract = new Extract(Past.DAY, to, Extract.columns(names, true), 1_000);
    List<Double> times = new ArrayList<>();
    int points = 0;
    for (int i = 0; i < CHARTS; i++) {
      long begin = System.nanoTime();
      points = archive.buckets(extract, "roof-1").size();
      times.add((System.nanoTime() - begin) / 1e6);
    }
    Collections.sort(times);
    tell(
        "points=1000 of %d columns: %d points, median %.1f ms, longest %.1f ms%n",
        extract.columns().size(), points, times.get(CHARTS / 2), times.get(CHARTS - 1));
  }

  private static long ms(long begin) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  private static void tell(String form, Object... values) {
    System.out.printf(Locale.ROOT, form, values);
  }
}
