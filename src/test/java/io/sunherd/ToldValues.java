package io.sunherd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** All that a hub has told of units of which it is known what they have at any time. */
final class ToldValues {
  /** Between what is published and the sum that is made of it. */
  private static final long SKEW_MS = 2_000;

  private final RunningHub hub;
  private final List<IllUnit> units;
  private final DayInJumps day;

  ToldValues(RunningHub hub, List<IllUnit> units, DayInJumps day) {
    this.hub = hub;
    this.units = units;
    this.day = day;
  }

  /** All that was told, by the time that it tells of itself. */
  void areTrue() throws Exception {
    for (IllUnit unit : units) {
      Map<Integer, Long> underWay = new HashMap<>();
      for (Reading reading : readings(unit)) {
        for (String key : reading.data().keySet()) {
          check(unit, reading, key, underWay);
        }
      }
    }
    for (SystemTotals totals : hub.totals(0)) {
      checkSum(totals, "ac_watt");
    }
  }

  private List<Reading> readings(IllUnit unit) {
    return hub.readings(0).stream().filter(one -> one.inverter().equals(unit.id())).toList();
  }

  /** A value is of its time; one reading that was under way may have it from before a jump. */
  private void check(IllUnit unit, Reading reading, String key, Map<Integer, Long> underWay)
      throws Exception {
    long at = reading.at() - reading.olderMs(key);
    int jump = day.at(at);
    Map<String, Object> value = Collections.singletonMap(key, reading.data().get(key));
    Set<String> wrong = unit.wrong(reading.code(), value, jump);
    if (wrong.isEmpty()) {
      return;
    }
    Supplier<String> what = () -> unit.kind() + " " + reading.code() + " " + jump + ": " + wrong;
    boolean isOlder = jump > 0 && unit.wrong(reading.code(), value, jump - 1).isEmpty();
    // of two exchanges, the second one may have been behind the jump
    boolean isNewer = unit.isJoined(reading.code()) && !isOlder;
    assertTrue(isOlder || isNewer, what);
    if (isNewer) {
      assertEquals(Set.of(), unit.wrong(reading.code(), value, jump + 1), what);
    }
    assertEquals(at, underWay.computeIfAbsent(isOlder ? jump : jump + 1, none -> at), what);
  }

  /** What was streamed is what was published, word for word. */
  void haveAll(Collection<String> frames) {
    Set<String> published = new HashSet<>();
    for (Reading reading : hub.readings(0)) {
      published.add(line(reading.inverter(), reading.code(), new JsonObject(reading.data())));
    }
    Set<String> heard = new HashSet<>();
    for (String text : frames) {
      JsonObject frame = new JsonObject(text);
      if (frame.getString("type").equals("reading")) {
        String id = frame.getString("inverter");
        assertTrue(
            published.contains(line(id, frame.getString("code"), frame.getJsonObject("data"))),
            text);
        heard.add(id);
      }
    }
    assertEquals(units.size(), heard.size());
  }

  private static String line(String id, String code, JsonObject data) {
    return id + " " + code + " " + data.encode();
  }

  /** A sum is that of what the units counted in it have told last, just before or just after. */
  private void checkSum(SystemTotals totals, String key) {
    Number sumTold = totals.values().get(key);
    Set<Long> sums = new HashSet<>(Set.of(0L));
    Map<String, Set<Long>> told = new LinkedHashMap<>();
    for (IllUnit unit : units) {
      if (totals.missing().contains(unit.id())
          || totals.lacking().getOrDefault(key, List.of()).contains(unit.id())) {
        continue;
      }
      Set<Long> parts = parts(readings(unit), totals.at(), key);
      told.put(unit.id(), parts);
      Set<Long> more = new HashSet<>();
      sums.forEach(sum -> parts.forEach(part -> more.add(sum + part)));
      sums = more;
    }
    assertTrue(
        sumTold == null || sums.contains(sumTold.longValue()), () -> key + " of " + told + totals);
  }

  private static Set<Long> parts(List<Reading> readings, long at, String key) {
    Set<Long> parts = new HashSet<>();
    Set<Long> last = Set.of();
    for (Reading reading : readings) {
      boolean isLate = reading.at() > at - SKEW_MS;
      if (reading.data().get(key) instanceof Number part && reading.at() <= at + SKEW_MS) {
        last = Set.of(part.longValue());
        parts.addAll(isLate ? last : Set.of());
      }
      if (!isLate) {
        parts = new HashSet<>(last);
      }
    }
    return parts;
  }
}
