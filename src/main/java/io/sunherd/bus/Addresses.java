package io.sunherd.bus;

import io.sunherd.bus.alarm.Acknowledge;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarms;
import io.sunherd.bus.alarm.SeenUnits;
import io.sunherd.bus.alarm.ShowAlarms;
import io.sunherd.bus.alarm.ShowLastSeen;
import io.sunherd.bus.alarm.TargetStates;
import io.sunherd.bus.energy.EnergyTotals;
import io.sunherd.bus.energy.ShowEnergy;
import io.sunherd.bus.setup.TakeBack;

/** Every event-bus address there is. */
public final class Addresses {

  /** Published: each {@link Reading} as it comes. */
  public static final String READINGS = "sunherd.readings";

  /** Published: each {@link InverterState} as it changes. */
  public static final String STATES = "sunherd.states";

  /** Published: the inquiries that an inverter has {@link Refused}, whenever they have changed. */
  public static final String REFUSALS = "sunherd.refusals";

  /**
   * Published: the readings of an inverter that are {@link Voided}; who keeps them lets them go.
   */
  public static final String VOIDED = "sunherd.voided";

  /** Published: {@link LinkStatistics} of each inverter's line, every few seconds. */
  public static final String LINKS = "sunherd.links";

  /** Published: each {@link Sighting} of a unit on a device. */
  public static final String SIGHTINGS = "sunherd.sightings";

  /**
   * Published: each {@link Member} of a parallel bus, after each search for the units of the bus.
   */
  public static final String MEMBERS = "sunherd.members";

  /** Published: the {@link PartHealth} of a part of the hub as it starts, fails or recovers. */
  public static final String PARTS = "sunherd.parts";

  /** Published: the {@link Backlog} of the history, whenever rows were made or written. */
  public static final String BACKLOG = "sunherd.history.backlog";

  /** Published: the {@link SystemTotals} whenever something they are made of has changed. */
  public static final String SYSTEM = "sunherd.system";

  /**
   * Published: the {@link BatteryState} of each battery, whenever it was measured anew, and when it
   * becomes stale.
   */
  public static final String BATTERY = "sunherd.battery";

  /** Request: a {@link PushBattery}, answered by a {@link Verdict}. */
  public static final String PUSH_BATTERY = "sunherd.battery.push";

  /**
   * Published: each {@link Alarm} as it is raised, grows, is acknowledged or is cleared; it tells
   * which.
   */
  public static final String ALARMS = "sunherd.alarms";

  /**
   * Published: the {@link Alarms} that are active, whenever that has changed, and for parts that
   * have just started.
   */
  public static final String ACTIVE_ALARMS = "sunherd.alarms.active";

  /** Request: {@link ShowAlarms}, answered by a {@link Verdict}. */
  public static final String SHOW_ALARMS = "sunherd.alarms.show";

  /** Request: {@link Acknowledge}, answered by a {@link Verdict}. */
  public static final String ACKNOWLEDGE = "sunherd.alarms.acknowledge";

  /** Request: {@link ShowAlarms} to the history, answered by the {@link Alarms} it has kept. */
  public static final String KEPT_ALARMS = "sunherd.history.alarms";

  /**
   * Request: {@link ShowLastSeen} to the history, answered by the {@link SeenUnits} of its rows.
   */
  public static final String LAST_SEEN = "sunherd.history.seen";

  /**
   * Published: the {@link TargetStates} of those that are told of alarms, whenever something was
   * sent or failed, and for parts that have just started.
   */
  public static final String TARGETS = "sunherd.notify.targets";

  /** Published: the {@link MqttState} whenever it has changed, each second at most. */
  public static final String MQTT = "sunherd.mqtt";

  /** Request: {@link ShowEnergy} to the history, answered by {@link EnergyTotals}. */
  public static final String SHOW_ENERGY = "sunherd.history.energy";

  /** Request: {@link ShowHealth} to the site, answered by a {@link Verdict}: 200 or 503. */
  public static final String SHOW_HEALTH = "sunherd.health.show";

  /** Published: the {@link Configured} inverters, whenever they have changed. */
  public static final String CONFIGURED = "sunherd.configured";

  /** Published: each {@link SettingChange} as it is read back. */
  public static final String SETTINGS = "sunherd.settings";

  /** Request: a {@link Change}, answered by a {@link Verdict}. */
  public static final String CHANGE = "sunherd.settings.change";

  /** Request: an {@link Undo}, answered by a {@link Verdict}. */
  public static final String UNDO = "sunherd.settings.undo";

  /** Request: a {@link Restore}, answered by a {@link Verdict}. */
  public static final String RESTORE = "sunherd.settings.restore";

  /** Request: {@link ShowSettings}, answered by a {@link Verdict}. */
  public static final String SHOW_SETTINGS = "sunherd.settings.show";

  /** Request: {@link ShowAudit}, answered by a {@link Verdict}. */
  public static final String SHOW_AUDIT = "sunherd.settings.audit";

  /** Published: the {@link ConfigState} whenever the file was applied or refused. */
  public static final String CONFIG = "sunherd.config";

  /** Request: {@link ShowConfig}, answered by a {@link Verdict}. */
  public static final String SHOW_CONFIG = "sunherd.config.show";

  /** Request: {@link Configure}, answered by a {@link Verdict}. */
  public static final String CONFIGURE = "sunherd.config.change";

  /** Request: a {@link TakeBack}, answered by a {@link Verdict}. */
  public static final String TAKE_BACK = "sunherd.config.restore";

  /** Request: a {@link Look}, answered by a {@link Verdict}. */
  public static final String LOOK = "sunherd.look";

  private Addresses() {}

  /** Request: an {@link Ask} to one inverter, answered by a {@link Reading}. */
  public static String ask(String inverter) {
    return "sunherd.inverter." + inverter + ".ask";
  }

  /**
   * Request: an {@link Order} to one inverter, answered by a {@link Receipt}. Only the settings
   * verticle sends any.
   */
  public static String order(String inverter) {
    return "sunherd.inverter." + inverter + ".order";
  }
}
