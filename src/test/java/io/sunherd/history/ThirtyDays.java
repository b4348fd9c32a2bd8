package io.sunherd.history;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.herd.Said;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.past.BookTotals;
import io.sunherd.history.past.Reader;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import io.sunherd.sim.PlayedUnits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Thirty days of simulated units, recorded and counted as a hub does, while every twentieth poll is
 * lost, the hub is restarted now and then, a unit is added and one is retired. Beside it the same
 * samples are integrated independently, and what truly flowed is added up.
 */
final class ThirtyDays {
  static final int DAYS = 30;
  static final String HUB = "home";

  private static final double LOST = 0.05;
  private static final long RESTART = 37 * 3_600;
  private static final long AWAY = 240;
  private static final long KEEP = 3_600;
  private static final long TOTALS = 24 * 3_600;
  private static final int ADDED = 10;
  private static final int RETIRED = 20;

  /** Polls after which a value is no longer taken for the present one. */
  private static final int MISSED = 3;

  private static final List<String> IDS = List.of("roof-1", "roof-2", "roof-3");

  /** Each house has its own way to live from sun, battery and grid; the third feeds in. */
  private static final List<String> PRIORITIES = List.of("POP00", "POP02", "POP01");

  private static final int FEEDING = 2;

  /** Those of a status up to where it says whether it feeds in. */
  private static final int STATUS_FIELDS = 21;

  final IndependentBooks independent;
  final Map<String, Double> truth = new TreeMap<>();
  final List<String> fallen = new ArrayList<>();

  private final String url;
  private final ZoneId zone;
  private final LocalDate first;
  private final int poll;
  private final Random chance = new Random(20_261_129);
  private final Map<String, Map<String, Heard>> heard = new HashMap<>();
  private final PlayedUnits units;
  private Recorder recorder = new Recorder(HUB, List.of(), 15_000);
  private Map<String, Map<Meter, Long>> totals = Map.of();

  private record Heard(long at, Map<String, Object> data) {}

  /**
   * @param poll seconds between two polls of a command
   */
  ThirtyDays(String url, ZoneId zone, LocalDate first, int poll) throws Exception {
    this.url = url;
    this.zone = zone;
    this.first = first;
    this.poll = poll;
    this.independent = new IndependentBooks(zone, Math.max(60, MISSED * poll));
    this.units = new PlayedUnits(first.atStartOfDay(zone).toInstant(), IDS.size());
    for (int i = 0; i < IDS.size(); i++) {
      units.set(i, PRIORITIES.get(i));
    }
  }

  /** Plays them. */
  void play() throws Exception {
    long start = second(0);
    long restarted = start;
    List<String> present = List.of();
    try (Store store = new Store(url)) {
      for (long at = start; at < second(DAYS); at += poll) {
        List<String> now = present(at);
        if (!now.equals(present)) {
          present = now;
          recorder.configure(now);
          now.forEach(id -> recorder.accept(Said.state(id, Condition.ONLINE)));
        }
        if (at - restarted >= RESTART) {
          keep(store, at);
          at += AWAY;
          restarted = at;
          restart(now);
        }
        for (String id : now) {
          hear(id, at);
        }
        if ((at - start) % KEEP < poll) {
          keep(store, at);
        }
        if ((at - start) % TOTALS < poll) {
          compareTotals(at);
        }
      }
      keep(store, second(DAYS));
    }
    compareTotals(second(DAYS));
  }

  private void restart(List<String> now) {
    recorder = new Recorder(HUB, now, 15_000);
    now.forEach(id -> recorder.accept(Said.state(id, Condition.ONLINE)));
    independent.interrupted();
    heard.clear();
  }

  private List<String> present(long at) {
    return IDS.stream()
        .filter(id -> !id.equals("roof-3") || at >= second(ADDED))
        .filter(id -> !id.equals("roof-2") || at < second(RETIRED))
        .toList();
  }

  /** When a day begins. */
  private long second(int day) {
    return first.plusDays(day).atStartOfDay(zone).toEpochSecond();
  }

  private void hear(String id, long at) throws Exception {
    int unit = IDS.indexOf(id);
    units.at(Instant.ofEpochSecond(at));
    truly(unit);
    for (String code : List.of("QPIGS2", "QMOD", "QPIGS")) {
      if (chance.nextDouble() >= LOST) {
        String payload = units.answer(unit, code);
        String told = unit == FEEDING && code.equals("QPIGS") ? feeding(payload, at) : payload;
        Reading reading = Said.reading(id, code, at * 1_000, poll * 1_000L, told);
        recorder.accept(reading, at * 1_000, at * 1_000);
        heard
            .computeIfAbsent(id, i -> new HashMap<>())
            .put(code, new Heard(at, Map.copyOf(known(reading))));
        if (code.equals("QPIGS")) {
          independent.sample(id, at, powers(id, at));
        }
      }
    }
  }

  private static Map<String, Object> known(Reading reading) {
    Map<String, Object> known = new HashMap<>(reading.data());
    known.values().removeIf(value -> value == null);
    return known;
  }

  /** The same status, saying that the unit feeds in: about noon, in a wave. */
  private static String feeding(String payload, long at) {
    long time = Math.floorMod(at, 86_400L);
    boolean noon = time > 10 * 3_600 && time < 14 * 3_600;
    long watts = noon ? Math.round(900 + 600 * Math.sin(at / 500.0)) : 0;
    String head = String.join(" ", List.of(payload.split(" ")).subList(0, STATUS_FIELDS));
    return head + (noon ? " 1 00 " : " 0 00 ") + String.format(Locale.ROOT, "%04d", watts);
  }

  private void truly(int unit) {
    PlayedUnits.Truth now = units.truth(unit);
    double hours = poll / 3_600.0;
    truth.merge("pv", now.pv() * hours, Double::sum);
    truth.merge("load", now.load() * hours, Double::sum);
    truth.merge("battery_in", now.batteryIn() * hours, Double::sum);
    truth.merge("battery_out", now.batteryOut() * hours, Double::sum);
    truth.merge("grid_in", now.gridIn() * hours, Double::sum);
  }

  /** The powers by the words of the contract; nothing here is the hub's. */
  private Map<String, Double> powers(String id, long at) {
    Map<String, Double> watts = new HashMap<>();
    Map<String, Object> status = live(id, "QPIGS", at);
    Map<String, Object> second = live(id, "QPIGS2", at);
    Object mode = live(id, "QMOD", at).get("mode");
    double load = number(status, "ac_watt");
    double in = number(status, "batt_volt") * number(status, "batt_charge_amps");
    double out = number(status, "batt_volt") * number(status, "batt_discharge_amps");
    watts.put("load", load);
    watts.put("battery_in", in);
    watts.put("battery_out", out);
    boolean sunKnown = !second.isEmpty();
    double sun = number(status, "pv_watts") + (sunKnown ? number(second, "pv2_charging_power") : 0);
    if (sunKnown) {
      watts.put("pv", sun);
    }
    double fed = 0;
    if (status.get("solar_feed_to_grid") instanceof Boolean feeds) {
      fed = feeds ? number(status, "solar_feed_to_grid_power") : 0;
      watts.put("grid_out", fed);
    }
    if (number(status, "grid_volt") < 50 || "BT".equals(mode)) {
      watts.put("grid_in", 0.0);
    } else if (mode != null && fed > 0) {
      watts.put("grid_in", 0.0);
    } else if (mode != null && sunKnown) {
      watts.put("grid_in", Math.max(0, load + in - out - sun));
    }
    return watts;
  }

  private Map<String, Object> live(String id, String code, long at) {
    Heard one = heard.getOrDefault(id, Map.of()).get(code);
    return one == null || at - one.at > MISSED * poll ? Map.of() : one.data;
  }

  private static double number(Map<String, Object> data, String key) {
    return ((Number) data.get(key)).doubleValue();
  }

  private void keep(Store store, long at) throws StoreException {
    List<Page.Copy> energy = recorder.energy();
    List<Quarter> quarters = new ArrayList<>();
    for (Page.Copy copy : energy) {
      quarters.add(copy.quarter(store::quarter));
    }
    store.append(new Batch(List.of(), quarters, List.of()));
    recorder.kept(energy, List.of(), at);
  }

  /** By one who has never read them before, so that nothing but the books holds them up. */
  private void compareTotals(long at) throws StoreException {
    Map<String, Map<Meter, Long>> now = new BookTotals(new Reader(url), HUB).read(at);
    totals.forEach(
        (name, before) ->
            before.forEach(
                (meter, amount) -> {
                  if (now.get(name).get(meter) < amount) {
                    fallen.add(name + " " + meter + " at " + at);
                  }
                }));
    totals = now;
  }

  /** The last totals. */
  Map<String, Map<Meter, Long>> totals() {
    return totals;
  }
}
