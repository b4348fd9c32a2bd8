package io.sunherd.settings;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Actor;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Change;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Restore;
import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.ShowSettings;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.config.HubConfig;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.sim.Herd;
import io.sunherd.suite.Respite;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A hub and its units on tapped pseudo-terminals; it can be restarted. */
final class TappedHub implements AutoCloseable {
  static final Actor ANNA = new Actor("anna", true, "127.0.0.1");
  static final Actor GUEST = new Actor("guest", false, "127.0.0.1");
  static final Actor NOBODY = new Actor(null, false, "127.0.0.1");

  final Path audit;
  final Herd herd = new Herd(1, SimulatedUnits.NOON);
  final List<Tap> taps = new ArrayList<>();
  final List<Inverter> inverters = new ArrayList<>();
  private final int budget;
  RunningHub hub;

  /** Units of these simulated profiles, called roof-1, roof-2, ... */
  TappedHub(Path folder, int budget, String... profiles) throws Exception {
    this.audit = folder.resolve("data/audit.jsonl");
    this.budget = budget;
    for (String profile : profiles) {
      int number = taps.size() + 1;
      Tap tap =
          new Tap(
              folder.resolve("unit-" + number), herd.open(DeviceAddress.parse("sim:" + profile)));
      taps.add(tap);
      inverters.add(SimulatedUnits.inverter(number, tap.address(), null, Duration.ofSeconds(1)));
    }
  }

  static TappedHub of(Path folder, String... profiles) throws Exception {
    return new TappedHub(folder, 20, profiles).open();
  }

  TappedHub open() throws InterruptedException {
    hub = new RunningHub(inverters, new HubConfig.Settings(audit.toString(), budget));
    for (Inverter inverter : inverters) {
      hub.await(0, inverter.id(), Condition.ONLINE);
      if (inverter.via() == null) {
        hub.await(
            0, Reading.class, r -> r.inverter().equals(inverter.id()) && r.code().endsWith("PIRI"));
      }
      awaitSettable(inverter.id());
    }
    return this;
  }

  /**
   * Waits until the settings, too, have heard that a unit is there: each listener hears it alone.
   */
  private void awaitSettable(String inverter) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    Change dry = new Change(ANNA, inverter, "battery_float_volt", 53.0, false, false, true);
    while (String.valueOf(ask(dry).body().get("error")).contains("is offline")) {
      assertTrue(System.nanoTime() < end, inverter + " stayed offline for the settings");
      Respite.take();
    }
  }

  void restart() throws InterruptedException {
    hub.close();
    open();
  }

  Tap tap(int number) {
    return taps.get(number - 1);
  }

  /** The serial number of a simulated unit. */
  String herdSerial(String profile) {
    try {
      return herd.serial(profile);
    } catch (LinkException e) {
      throw new AssertionError(profile + " is not there", e);
    }
  }

  /** A change of one unit by an operator. */
  static Change change(String inverter, String setting, Object value) {
    return new Change(ANNA, inverter, setting, value, false, false, false);
  }

  Verdict put(String inverter, String setting, Object value) {
    return ask(change(inverter, setting, value));
  }

  Verdict ask(Change change) {
    return hub.verdict(Addresses.CHANGE, change);
  }

  Future<Verdict> begin(Change change) {
    return hub.wish(Addresses.CHANGE, change);
  }

  Verdict undo(Object entry) {
    return undo(new Undo(ANNA, entry.toString(), false, false));
  }

  Verdict undo(Undo undo) {
    return hub.verdict(Addresses.UNDO, undo);
  }

  Verdict restore(Map<String, Object> values, boolean confirm, boolean dryRun) {
    return hub.verdict(Addresses.RESTORE, new Restore(ANNA, "roof-1", values, confirm, dryRun));
  }

  Verdict show(String inverter) {
    return hub.verdict(Addresses.SHOW_SETTINGS, new ShowSettings(inverter));
  }

  /** The audit log, newest first. */
  @SuppressWarnings("unchecked")
  List<Map<String, Object>> entries() {
    return (List<Map<String, Object>>)
        hub.verdict(Addresses.SHOW_AUDIT, new ShowAudit(null, null, 100)).body().get("entries");
  }

  @Override
  public void close() {
    hub.close();
    taps.forEach(Tap::close);
  }
}
