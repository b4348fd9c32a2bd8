package io.sunherd.config;

import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks that the time zone of a configuration exists and that browsers know it, too. */
final class ZoneCheck {
  private static final KeyPath TIME_ZONE = KeyPath.ROOT.child("time-zone");

  private static final String UNKNOWN = "GMT";

  private ZoneCheck() {}

  /** Reports an unknown name, with the nearest known one. */
  static void check(JsonObject configuration, Mistakes mistakes) {
    if (configuration.getValue(TIME_ZONE.last()) instanceof String name && !name.isEmpty()) {
      SortedSet<String> names = names();
      if (!names.contains(name)) {
        mistakes.add(
            TIME_ZONE,
            Words.quoted(name)
                + " is no time zone: write the name of one, such as Africa/Lagos (did you mean "
                + nearest(name, names)
                + "?).");
      }
    }
  }

  /** Whether a text is valid at a key; false only for an unknown time zone at its key. */
  static boolean allows(KeyPath path, String text) {
    return !path.equals(TIME_ZONE) || names().contains(text);
  }

  /**
   * What is wrong with the machine's own time zone, where the configuration uses it; null if
   * nothing. Java silently takes another zone in place of a wrong one.
   *
   * @param named the variable TZ, or null
   */
  static @Nullable String ofMachine(JsonObject configuration, @Nullable String named) {
    if (named == null || configuration.getValue(TIME_ZONE.last()) != null || isKnown(named)) {
      return null;
    }
    return "TZ names "
        + Words.quoted(named)
        + ", which is no time zone: the hub goes by "
        + ZoneId.systemDefault().getId()
        + ". Write the name of one there, such as Africa/Lagos, or as time-zone in the"
        + " configuration.";
  }

  /** Whether Java knows the zone: it takes GMT for one it does not know. */
  private static boolean isKnown(String named) {
    String name = named.startsWith(":") ? named.substring(1) : named;
    return name.isEmpty()
        || name.equals("localtime")
        || name.startsWith("posix/")
        || name.startsWith(UNKNOWN)
        || !TimeZone.getTimeZone(name).getID().equals(UNKNOWN);
  }

  /** Regions of the world and UTC; names that only Java knows are left out. */
  private static SortedSet<String> names() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(name -> !name.startsWith("SystemV/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The nearest name, compared whole or by its city alone: Lagos means Africa/Lagos. */
  private static String nearest(String wrong, SortedSet<String> names) {
    String nearest = "UTC";
    int least = Integer.MAX_VALUE;
    String lower = wrong.toLowerCase(Locale.ROOT).replace(' ', '_');
    for (String name : names) {
      String known = name.toLowerCase(Locale.ROOT);
      String place = known.substring(known.lastIndexOf('/') + 1);
      int distance = Math.min(Words.distance(lower, known), 1 + Words.distance(lower, place));
      // An Etc/GMT zone has the opposite sign of its offset from UTC, so it is not suggested.
      if (distance < least && !name.startsWith("Etc/GMT")) {
        least = distance;
        nearest = name;
      }
    }
    return nearest;
  }
}
