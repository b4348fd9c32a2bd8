package io.sunherd.notify;

import io.sunherd.bus.alarm.Alarm;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a message is put.
 *
 * @param hub the hub's own id
 * @param zone whose hours are told
 */
record Wording(String hub, ZoneId zone) {
  private static final int MOST_LINES = 20;
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** One line of ASCII. */
  String title(Letter letter) {
    if (letter.stage() == Letter.Stage.TEST) {
      return "Sunherd: test";
    }
    String over = letter.stage() == Letter.Stage.OVER ? "over, " : "";
    return "Sunherd: " + over + subject(letter.alarms());
  }

  private static String subject(List<Alarm> alarms) {
    Alarm first = alarms.get(0);
    String kinds =
        alarms.stream()
            .map(alarm -> alarm.kind().word())
            .distinct()
            .limit(3)
            .collect(Collectors.joining(", "));
    if (alarms.size() > 1) {
      return alarms.size() + " alarms (" + kinds + ")";
    }
    return first.inverter() == null ? kinds : kinds + " at " + first.inverter();
  }

  /** What has happened: a line for each alarm. */
  String text(Letter letter) {
    if (letter.stage() == Letter.Stage.TEST) {
      return "This is a test: the hub " + hub + " tells its alarms here.";
    }
    String lines =
        letter.alarms().stream()
            .limit(MOST_LINES)
            .map(this::line)
            .collect(Collectors.joining("\n"));
    int more = letter.alarms().size() - MOST_LINES;
    return more > 0 ? lines + "\nand " + more + " more." : lines;
  }

  private String line(Alarm alarm) {
    String where = alarm.inverter() == null ? "" : alarm.inverter() + ": ";
    Long cleared = alarm.cleared();
    return cleared == null
        ? where + alarm.text() + " (Since " + time(alarm.since()) + ".)"
        : where
            + "Over since "
            + time(cleared)
            + ", from "
            + time(alarm.since())
            + ": "
            + alarm.text().replaceFirst(" It clears .*", "");
  }

  private String time(long at) {
    return MINUTE.format(Instant.ofEpochMilli(at).atZone(zone));
  }

  /** The alarms as every edge of the hub tells them. */
  static JsonArray alarms(Letter letter) {
    return new JsonArray(letter.alarms().stream().map(Alarm::json).toList());
  }

  /** What the words of a template stand for. */
  Map<String, String> words(Letter letter) {
    return Map.of(
        "text",
        text(letter),
        "title",
        title(letter),
        "state",
        letter.stage().word(),
        "severity",
        letter.severity().word(),
        "hub",
        hub,
        "alarms",
        alarms(letter).encode());
  }
}
