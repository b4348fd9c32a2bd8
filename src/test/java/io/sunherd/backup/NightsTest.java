package io.sunherd.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nightly backup, minute by minute. */
@PureTests
class NightsTest {
  @TempDir private Path folder;

  /** Looks each ten minutes, and tells when one was made. */
  private List<Instant> run(BackupFolder into, ZoneId zone, Instant from, Instant to)
      throws Exception {
    List<Instant> made = new ArrayList<>();
    Nights nights = new Nights(zone);
    for (Instant now = from; now.isBefore(to); now = now.plus(Duration.ofMinutes(10))) {
      if (into.isMissing(nights.last(now), now)) {
        into.make(now, file -> Files.writeString(file, "kept"));
        made.add(now);
      }
    }
    return made;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-27T12:00:00Z",
    "Europe/Berlin, 2026-10-23T12:00:00Z",
    "Europe/Athens, 2026-03-27T12:00:00Z", // there is no 03:30 in one night
    "Europe/Athens, 2026-10-23T12:00:00Z", // and twice in another
    "America/Santiago, 2026-09-04T12:00:00Z",
    "Africa/Lagos, 2026-09-04T12:00:00Z"
  })
  void oneANightOverSummerTime(String zone, Instant from) throws Exception {
    List<Instant> made =
        run(new BackupFolder(folder, 100), ZoneId.of(zone), from, from.plus(Duration.ofDays(5)));
    assertEquals(6, made.size(), made.toString()); // the one before the start was missed
    List<Integer> days =
        made.stream().map(at -> at.atZone(ZoneId.of(zone)).getDayOfYear()).toList();
    for (int i = 2; i < days.size(); i++) {
      assertEquals(days.get(i - 1) + 1, days.get(i));
    }
    made.stream()
        .skip(1)
        .forEach(
            at -> {
              int hour = at.atZone(ZoneId.of(zone)).getHour();
              assertTrue(hour == 3 || hour == 4, at.toString());
            });
  }

  @Test
  void aMissedNightIsMadeUpForOnce() throws Exception {
    ZoneId zone = ZoneId.of("Africa/Lagos");
    BackupFolder into = new BackupFolder(folder, 3);
    Instant first = Instant.parse("2026-05-01T12:00:00Z");
    assertEquals(1, run(into, zone, first, first.plus(Duration.ofHours(1))).size());
    Instant later = Instant.parse("2026-05-09T01:00:00Z"); // 2 in the morning
    List<Instant> made = run(into, zone, later, later.plus(Duration.ofHours(3)));
    assertEquals(List.of(later, Instant.parse("2026-05-09T02:30:00Z")), made);
  }

  @Test
  void keepsSoManyOfItsOwnAndTouchesNothingElse() throws Exception {
    List<String> others =
        List.of("holiday.zip", "sunherd-before-the-move.zip", "sunherd-20260101T000000Z.zip.old");
    for (String other : others) {
      Files.writeString(folder.resolve(other), "mine");
    }
    Files.writeString(folder.resolve("sunherd-20260101T000000Z.zip.123.part"), "half");
    Files.writeString(folder.resolve("sunherd-20260101T000000Z.zip.history.9.part"), "half");
    Instant from = Instant.parse("2026-05-01T12:00:00Z");
    run(new BackupFolder(folder, 2), ZoneId.of("UTC"), from, from.plus(Duration.ofDays(6)));
    List<String> wanted = new ArrayList<>(others);
    wanted.addAll(List.of("sunherd-20260506T033000Z.zip", "sunherd-20260507T033000Z.zip"));
    assertEquals(wanted.stream().sorted().toList(), names());
  }

  @Test
  void aClockThatWasWrongOnceStopsNothing() throws Exception {
    Files.writeString(folder.resolve("sunherd-20450101T000000Z.zip"), "from the future");
    BackupFolder into = new BackupFolder(folder, 1);
    Instant now = Instant.parse("2026-05-01T12:00:00Z");
    assertTrue(into.isMissing(now.minusSeconds(60), now));
    into.make(now, file -> Files.writeString(file, "kept"));
    assertEquals(List.of("sunherd-20260501T120000Z.zip"), names());
    assertFalse(into.isMissing(now.minusSeconds(60), now));
  }
}
