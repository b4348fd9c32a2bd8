package io.sunherd.web.live;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Backlog;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.ConfigState;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.LinkStatistics;
import io.sunherd.bus.Member;
import io.sunherd.bus.MqttState;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.Voided;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarms;
import io.sunherd.bus.alarm.TargetState;
import io.sunherd.bus.alarm.TargetStates;
import io.sunherd.heard.ConfiguredUnits;
import io.sunherd.heard.LiveBatteries;
import io.sunherd.request.Problem;
import io.vertx.core.eventbus.EventBus;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The newest readings and states of the configured inverters and the totals, as published on the
 * event bus. To be used on one event loop only.
 */
public final class Newest {
  private final ConfiguredUnits<String, LiveUnit> units = ConfiguredUnits.byId(LiveUnit::new);
  private final LongSupplier nanos;
  private final Map<String, Found> present = new TreeMap<>();
  private volatile ZoneId zone = ZoneId.systemDefault();
  private String grid = Configured.UTILITY;
  private @Nullable SystemTotals totals;
  private @Nullable ConfigState config;
  private final LiveBatteries batteries = new LiveBatteries();
  private @Nullable Backlog backlog;
  private @Nullable Alarms alarms;
  private List<TargetState> targets = List.of();
  private @Nullable MqttState mqtt;
  private long backlogAtMs;

  /** Is notified of each change after it was taken. */
  public interface Listener {
    /** The configured inverters have changed. */
    void configured();

    void heard(LiveUnit unit, Held held);

    void became(LiveUnit unit);

    /** Readings are not known any more. */
    void forgot(LiveUnit unit);

    void summedUp(SystemTotals totals);

    void set(SettingChange change);

    /** Something has happened to an alarm. */
    void alarmed(Alarm alarm);
  }

  /**
   * A unit on a parallel bus.
   *
   * @param since when it was first seen there, epoch milliseconds
   */
  public record Found(Member member, long since) {}

  /**
   * @param inverters the ids; messages of others are ignored
   * @param nanos the monotonic clock for ages, nanoseconds
   */
  public Newest(List<String> inverters, LongSupplier nanos) {
    units.configure(inverters);
    this.nanos = nanos;
  }

  /** Takes all that is published from now on, and passes it on to the listener. */
  public void listen(EventBus bus, Listener listener) {
    bus.<Configured>consumer(
        Addresses.CONFIGURED,
        message -> {
          zone = ZoneId.of(message.body().timeZone());
          grid = message.body().grid();
          if (units.configure(message.body().ids())) {
            batteries.clear();
            listener.configured();
          }
        });
    bus.<Reading>consumer(Addresses.READINGS, message -> accept(message.body(), listener));
    bus.<InverterState>consumer(Addresses.STATES, message -> accept(message.body(), listener));
    bus.<Voided>consumer(Addresses.VOIDED, message -> accept(message.body(), listener));
    bus.<LinkStatistics>consumer(Addresses.LINKS, message -> accept(message.body()));
    bus.<Member>consumer(Addresses.MEMBERS, message -> accept(message.body()));
    bus.<ConfigState>consumer(Addresses.CONFIG, message -> config = message.body());
    bus.<BatteryState>consumer(Addresses.BATTERY, message -> batteries.accept(message.body()));
    bus.<Backlog>consumer(Addresses.BACKLOG, message -> accept(message.body()));
    bus.<Alarms>consumer(Addresses.ACTIVE_ALARMS, message -> alarms = message.body());
    bus.<TargetStates>consumer(Addresses.TARGETS, message -> targets = message.body().targets());
    bus.<MqttState>consumer(Addresses.MQTT, message -> mqtt = message.body());
    bus.<Alarm>consumer(Addresses.ALARMS, message -> listener.alarmed(message.body()));
    bus.<SystemTotals>consumer(
        Addresses.SYSTEM,
        message -> {
          totals = message.body();
          listener.summedUp(message.body());
        });
    bus.<SettingChange>consumer(
        Addresses.SETTINGS,
        message -> {
          if (units.find(message.body().inverter()) != null) {
            listener.set(message.body());
          }
        });
  }

  private void accept(Reading reading, Listener listener) {
    LiveUnit unit = units.find(reading.inverter());
    if (unit != null) {
      listener.heard(unit, unit.accept(reading, nowMs()));
    }
  }

  private void accept(InverterState state, Listener listener) {
    LiveUnit unit = units.find(state.inverter());
    if (unit != null) {
      unit.accept(state);
      listener.became(unit);
    }
  }

  private void accept(Voided voided, Listener listener) {
    LiveUnit unit = units.find(voided.inverter());
    if (unit != null) {
      unit.forget(voided.codes());
      listener.forgot(unit);
    }
  }

  private void accept(LinkStatistics link) {
    LiveUnit unit = units.find(link.inverter());
    if (unit != null) {
      unit.accept(link);
    }
  }

  private void accept(Backlog news) {
    backlog = news;
    backlogAtMs = nowMs();
  }

  private void accept(Member member) {
    if (member.present()) {
      Found old = present.get(member.serial());
      present.put(member.serial(), new Found(member, old == null ? member.at() : old.since()));
    } else {
      present.remove(member.serial());
    }
  }

  /** The unit of this serial number as a parallel bus reports it, or null. */
  @Nullable Member member(String serial) {
    Found found = present.get(serial);
    return found == null ? null : found.member();
  }

  /** The units on parallel buses that are not configured, by serial number. */
  public List<Found> unconfigured() {
    Set<String> configured =
        units.all().stream().flatMap(unit -> unit.serial().stream()).collect(Collectors.toSet());
    return present.values().stream()
        .filter(found -> !configured.contains(found.member().serial()))
        .toList();
  }

  /** The hub's time zone; this machine's until the configured one is known. For any thread. */
  public ZoneId zone() {
    return zone;
  }

  /** What the grid input of the inverters is connected to: utility or generator. */
  public String grid() {
    return grid;
  }

  /** The monotonic time, milliseconds. */
  public long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }

  /** The state of the configuration file, or null where it is not known yet. */
  public @Nullable ConfigState config() {
    return config;
  }

  /** The totals of the system, or null where none have come yet. */
  public @Nullable SystemTotals totals() {
    return totals;
  }

  /** The alarms that last, or null where they are not known yet. */
  public @Nullable Alarms alarms() {
    return alarms;
  }

  /** Those who are told of alarms, and how that goes. */
  public List<TargetState> targets() {
    return targets;
  }

  /** How the hub gets on with its broker, or null where that is not known yet. */
  public @Nullable MqttState mqtt() {
    return mqtt;
  }

  /** The backlog of the history, or null where none has come yet. */
  public @Nullable Backlog backlog() {
    return backlog;
  }

  /** The age of the backlog message, milliseconds. */
  public long backlogAgeMs() {
    return nowMs() - backlogAtMs;
  }

  /** The batteries. */
  public LiveBatteries batteries() {
    return batteries;
  }

  /** Every inverter, in the order of the configuration. */
  public Collection<LiveUnit> units() {
    return units.all();
  }

  /**
   * One inverter.
   *
   * @param id its id, or null for the first that is configured
   * @throws Problem where there is none of that id
   */
  public LiveUnit unit(@Nullable String id) {
    LiveUnit unit = id != null ? units.find(id) : units.all().stream().findFirst().orElse(null);
    if (unit != null) {
      return unit;
    }
    if (units.all().isEmpty()) {
      throw new Problem(Failure.UNKNOWN, "No inverter is configured; add one under inverters.");
    }
    throw new Problem(
        Failure.UNKNOWN,
        "There is no inverter "
            + Problem.quote(String.valueOf(id))
            + "; configured are "
            + String.join(", ", units.ids())
            + ".");
  }
}
