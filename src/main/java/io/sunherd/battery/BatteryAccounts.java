package io.sunherd.battery;

import io.sunherd.bus.BatteryRules;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.Configured;
import io.sunherd.bus.PushBattery;
import io.sunherd.bus.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every battery of the configured inverters, with its state of charge. For one thread. */
final class BatteryAccounts {
  private final Batteries batteries;
  private final Map<String, BatteryAccount> accounts = new LinkedHashMap<>();
  private Map<String, AhCount.Kept> before = Map.of();
  private BatteryRules rules;

  BatteryAccounts(Configured configured) {
    batteries = new Batteries(configured.ids());
    rules = configured.battery();
  }

  /** The batteries as their units measure them. */
  Batteries batteries() {
    return batteries;
  }

  /** Goes by another configuration from now on. */
  void configure(Configured configured) {
    batteries.configure(configured.ids());
    rules = configured.battery();
  }

  /** Goes on with counts that were kept, by the key of their battery. */
  void goOn(Map<String, AhCount.Kept> counts) {
    before = counts;
  }

  /** The counts, to be kept; those of batteries that are not here now stay as they were. */
  Map<String, AhCount.Kept> kept() {
    Map<String, AhCount.Kept> kept = new HashMap<>(before);
    accounts.forEach(
        (key, account) -> {
          AhCount.Kept count = account.kept();
          if (count != null) {
            kept.put(key, count);
          }
        });
    return kept;
  }

  /** Each battery that was ever measured, or whose state was pushed. */
  List<BatteryState> states(BatteryAccount.Moment now) {
    List<BatteryState> states = new ArrayList<>();
    for (Measured battery : known(now)) {
      states.add(account(battery.key()).state(battery, rules, now));
    }
    return List.copyOf(states);
  }

  private List<Measured> known(BatteryAccount.Moment now) {
    List<Measured> measured = batteries.measured(now.nowMs());
    return measured.isEmpty() && rules.source() == BatteryRules.Source.PUSHED
        ? List.of(batteries.unmeasured())
        : measured;
  }

  private BatteryAccount account(String key) {
    return accounts.computeIfAbsent(key, any -> new BatteryAccount(before.get(key)));
  }

  /** Takes what somebody sends of a battery, and tells what came of it. */
  Verdict push(PushBattery push, BatteryAccount.Moment now) {
    try {
      requireWanted(push);
      Pushed pushed = Pushed.of(push.values(), now.nowMs(), now.epochMs());
      account(key(pushed.system(), now)).accept(pushed);
      Map<String, @Nullable Object> body = new LinkedHashMap<>();
      body.put("source", BatteryRules.Source.PUSHED.word());
      body.put("soc", pushed.soc());
      body.put("volts", pushed.volts());
      body.put("amps", pushed.amps());
      body.put("at", Instant.ofEpochMilli(pushed.at()).toString());
      body.put("stale", !pushed.isLive(now.nowMs()));
      return new Verdict(200, body);
    } catch (Pushed.Wrong e) {
      return e.verdict();
    }
  }

  private void requireWanted(PushBattery push) {
    if (!push.actor().operator()) {
      throw new Pushed.Wrong(403, "Only an operator may say how a battery is.");
    }
    if (rules.source() != BatteryRules.Source.PUSHED) {
      throw new Pushed.Wrong(
          409,
          "The state of charge is from the source "
              + rules.source().word()
              + ": write soc: pushed under battery in the configuration to send it from outside.");
    }
  }

  /** The battery that is meant: the only one, or that of a named system. */
  private String key(@Nullable String system, BatteryAccount.Moment now) {
    TreeSet<String> keys = new TreeSet<>();
    known(now).forEach(battery -> keys.add(battery.key()));
    if (system == null && keys.size() == 1) {
      return keys.first();
    }
    if (system != null && keys.contains(system)) {
      return system;
    }
    throw new Pushed.Wrong(
        400,
        system == null
            ? "There are several batteries: say whose it is with \"system\", one of \""
                + String.join("\", \"", keys)
                + "\""
                + (keys.contains("") ? " (empty: the units of no parallel system)." : ".")
            : "There is no battery of such a system here.");
  }
}
