package io.sunherd.bus;

import io.sunherd.bus.alarm.AlarmRules;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * The configured inverters; the first is meant where a request names none. A receiver forgets all
 * other inverters, and the publishers of states publish theirs again for parts that have just
 * started.
 *
 * @param ignored the settings that paralleled units need not have alike
 * @param timeZone the name of the time zone whose days and hours are meant
 * @param grid what the grid input is connected to: {@link #UTILITY} or generator
 * @param alarms how alarms are configured
 * @param battery what is configured of the batteries
 */
public record Configured(
    List<Wiring> inverters,
    List<String> ignored,
    String timeZone,
    String grid,
    AlarmRules alarms,
    BatteryRules battery) {

  /** The grid of an electricity company. */
  public static final String UTILITY = "utility";

  public Configured {
    inverters = List.copyOf(inverters);
    ignored = List.copyOf(ignored);
  }

  /** Inverters on batteries without limits. */
  public Configured(
      List<Wiring> inverters,
      List<String> ignored,
      String timeZone,
      String grid,
      AlarmRules alarms) {
    this(inverters, ignored, timeZone, grid, alarms, BatteryRules.NONE);
  }

  /** Inverters with the usual alarms. */
  public Configured(List<Wiring> inverters, List<String> ignored, String timeZone) {
    this(inverters, ignored, timeZone, UTILITY, AlarmRules.USUAL);
  }

  /** Inverters in this machine's time zone, with no setting ignored. */
  public Configured(List<Wiring> inverters) {
    this(inverters, List.of(), ZoneId.systemDefault().getId());
  }

  /** The same, with these inverters only. */
  public Configured only(List<Wiring> some) {
    return new Configured(some, ignored, timeZone, grid, alarms, battery);
  }

  /** The same, with these rules for the batteries. */
  public Configured with(BatteryRules rules) {
    return new Configured(inverters, ignored, timeZone, grid, alarms, rules);
  }

  /** Their ids. */
  public List<String> ids() {
    return inverters.stream().map(Wiring::id).toList();
  }

  /** The devices of all other inverters. */
  public List<String> devicesBut(String id) {
    return inverters.stream()
        .filter(wiring -> !wiring.id().equals(id))
        .map(Wiring::device)
        .filter(Objects::nonNull)
        .toList();
  }

  /** The ids of those with a cable of their own. */
  public List<String> cabled() {
    return inverters.stream().filter(wiring -> wiring.via() == null).map(Wiring::id).toList();
  }
}
