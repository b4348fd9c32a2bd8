package io.sunherd.config;

import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the time zone of a configuration is one that there is, and that browsers know, too. */
final class ZoneCheck {
  private static final KeyPath TIME_ZONE = KeyPath.ROOT.child("time-zone");

  private static final String UNKNOWN = "GMT";

  private ZoneCheck() {}

  /** Tells a name that is none, with the nearest that is one. */
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

  /** Whether a text can stand at a key as far as time zones go. */
  static boolean allows(KeyPath path, String text) {
    return !path.equals(TIME_ZONE) || names().contains(text);
  }

  /**
   * What is wrong with the zone that the machine is said to be in, where days go by it; Java takes
   * another one then, and says nothing.
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

  /** As Java reads it: what it does not know is GMT to it. */
  private static boolean isKnown(String named) {
    String name = named.startsWith(":") ? named.substring(1) : named;
    return name.isEmpty()
        || name.equals("localtime")
        || name.startsWith("posix/")
        || name.startsWith(UNKNOWN)
        || !TimeZone.getTimeZone(name).getID().equals(UNKNOWN);
  }

  /** Places of the world and UTC; what Java alone knows is left out. */
  private static SortedSet<String> names() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(name -> !name.startsWith("SystemV/"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** By all of the name, or by its place alone: who writes Lagos means Africa/Lagos. */
  private static String nearest(String wrong, SortedSet<String> names) {
    String nearest = "UTC";
    int least = Integer.MAX_VALUE;
    String lower = wrong.toLowerCase(Locale.ROOT).replace(' ', '_');
    for (String name : names) {
      String known = name.toLowerCase(Locale.ROOT);
      String place = known.substring(known.lastIndexOf('/') + 1);
      int distance = Math.min(Words.distance(lower, known), 1 + Words.distance(lower, place));
      // An offset from UTC has the other sign there.
      if (distance < least && !name.startsWith("Etc/GMT")) {
        least = distance;
        nearest = name;
      }
    }
    return nearest;
  }
}
