package io.sunherd.mqtt;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The topics of a hub, all below its base. */
record Topics(String base) {
  private static final Pattern ID = Pattern.compile("[a-z0-9-]+");

  String hubState() {
    return of("hub", "state");
  }

  String hubWrites() {
    return of("hub", "writes");
  }

  String hubInfo() {
    return of("hub", "info");
  }

  String state(String inverter) {
    return of(inverter, "state");
  }

  String reading(String inverter, String command) {
    return of(inverter, command);
  }

  String energy(String inverter) {
    return of(inverter, "energy");
  }

  String setting(String inverter, String name) {
    return of(inverter, "settings", name);
  }

  String totals() {
    return of("system", "totals");
  }

  String battery() {
    return of("battery");
  }

  String alarms() {
    return of("alarms");
  }

  private String of(String... steps) {
    return base + "/" + String.join("/", steps);
  }

  /**
   * A topic of a unit that is kept.
   *
   * @param rest what follows the id: state, energy or settings/NAME
   */
  record OfUnit(String inverter, String rest) {}

  /** The topic of a unit that this is, if it is one. */
  Optional<OfUnit> ofUnit(String topic) {
    Matcher matcher =
        Pattern.compile(Pattern.quote(base) + "/(" + ID + ")/(state|energy|settings/[a-z0-9_]+)")
            .matcher(topic);
    return matcher.matches()
        ? Optional.of(new OfUnit(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
