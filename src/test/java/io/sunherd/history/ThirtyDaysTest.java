package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Period;
import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.RowSource;
import io.sunherd.suite.LongTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaves its figures in target/energy-differences.txt. */
@LongTests
@DisplayName("Thirty days in the books")
class ThirtyDaysTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final Path FIGURES = Path.of("target/energy-differences.txt");
  private static final double ALLOWED = 0.005;

  /** Seconds between two polls; a hub's second takes long here. */
  private static final int POLL = Integer.getInteger("energy.poll", 120);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-14", "2026-10-10"})
  @DisplayName("are what an independent integration says, over both changes of summer time")
  void differences(String first) throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve(first + ".db");
    LocalDate from = LocalDate.parse(first);
    ThirtyDays played = new ThirtyDays(url, MADRID, from, POLL);
    played.play();
    List<EnergyPeriod> days =
        new Reader(url)
            .energy(
                new EnergyQuery(
                    ThirtyDays.HUB,
                    RowSource.SYSTEM,
                    from.atStartOfDay(MADRID).toEpochSecond(),
                    from.plusDays(ThirtyDays.DAYS).atStartOfDay(MADRID).toEpochSecond() - 1,
                    Period.DAY,
                    MADRID));
    assertEquals(ThirtyDays.DAYS, days.size());
    StringBuilder figures = new StringBuilder();
    for (Meter meter : Meter.values()) {
      figures.append(figure(first, meter, played, days)).append('\n');
    }
    Files.createDirectories(FIGURES.getParent());
    Files.writeString(FIGURES, figures, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    assertEquals(List.of(), played.fallen);
  }

  private static String figure(
      String first, Meter meter, ThirtyDays played, List<EnergyPeriod> days) {
    Map<LocalDate, Double> expected = played.independent.days(meter.key());
    double all = 0;
    double worst = 0;
    for (EnergyPeriod day : days) {
      LocalDate date = Instant.ofEpochSecond(day.from()).atZone(MADRID).toLocalDate();
      EnergyPeriod.Energy energy = day.energy().get(meter);
      double counted = energy == null ? 0 : energy.wattHours();
      double wanted = expected.getOrDefault(date, 0.0);
      all += counted;
      worst = Math.max(worst, Math.abs(counted - wanted) / Math.max(wanted, 1_000));
      assertEquals(wanted, counted, Math.max(1, ALLOWED * wanted), meter + " on " + date);
    }
    double total = played.independent.total(meter.key());
    assertTrue(total > 10_000, meter + " is not in it: " + total);
    assertEquals(total, all, ALLOWED * total, meter.key());
    assertEquals(
        all, played.totals().get(RowSource.SYSTEM).get(meter) / 1_000.0, 1, "the total of all");
    Double truth = played.truth.get(meter.key());
    return String.format(
        Locale.ROOT,
        "%s, %d days, polls of %d s: %s %.3f kWh, independently %.3f kWh (%+.5f %%, a day at most"
            + " %.5f %%)%s",
        first,
        ThirtyDays.DAYS,
        POLL,
        meter.key(),
        all / 1_000,
        total / 1_000,
        100 * (all - total) / total,
        100 * worst,
        truth == null
            ? ""
            : String.format(
                Locale.ROOT,
                ", truly %.3f kWh (%+.2f %%)",
                truth / 1_000,
                100 * (all - truth) / truth));
  }
}
