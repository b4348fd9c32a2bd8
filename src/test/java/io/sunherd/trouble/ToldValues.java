package io.sunherd.trouble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.TwinUnit;
import io.sunherd.bus.Freshness;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that a hub has told of units of which it is known what they have at any time. */
final class ToldValues {
  /** What is published reaches the sum so soon, also where the machine is busy. */
  private static final long DELAY_MS = 2_000;

  /** What takes a second exchange is published behind that. */
  private static final long SECOND_MS = 3_500;

  /** A share is told to a tenth of a percent. */
  private static final double SHARE_OFF = 0.051;

  /** The time of a reading is worked out from another clock than that of a sum. */
  private static final long ROUNDING_MS = 5;

  private final RunningHub hub;
  private final List<IllUnit> units;
  private final DayInJumps day;
  private final List<SystemTotals> totals;
  private final Map<String, List<Reading>> readings;

  /** All until now. */
  ToldValues(RunningHub hub, List<IllUnit> units, DayInJumps day) {
    this.hub = hub;
    this.units = units;
    this.day = day;
    this.totals = hub.totals(0); // what is summed up was published before
    this.readings = hub.readings(0).stream().collect(Collectors.groupingBy(Reading::inverter));
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
    for (SystemTotals one : totals) {
      checkSum(one, Quantity.AC_WATT);
    }
  }

  private List<Reading> readings(IllUnit unit) {
    return readings.getOrDefault(unit.id(), List.of());
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

  /**
   * A sum is of what the units counted in it have told before, each for itself and once: of one
   * that answers late it is an older value. What was told just before may not have reached the sum
   * yet. The shares tell with how much each of them is in it.
   */
  private void checkSum(SystemTotals sum, Quantity quantity) {
    assertEquals(units.size(), sum.units(), sum::toString);
    assertEquals(units.size(), sum.counted() + sum.missing().size(), sum::toString);
    Number sumTold = sum.values().get(quantity.key());
    List<String> lacking = sum.lacking().getOrDefault(quantity.key(), List.of());
    Map<String, Set<Long>> told = new LinkedHashMap<>();
    for (IllUnit unit : units) {
      if (!sum.missing().contains(unit.id()) && !lacking.contains(unit.id())) {
        told.put(unit.id(), amounts(unit, quantity, sum.at()));
      }
    }
    if (sumTold == null) {
      return;
    }
    long whole = sumTold.longValue();
    assertTrue(sums(told.values()).contains(whole), () -> quantity + " of " + told + sum);
    told.forEach(
        (id, amounts) ->
            assertTrue(hasShare(amounts, sum.shares().get(id), whole), () -> id + told + sum));
  }

  /** Whether one of these amounts is that share of the whole. */
  private static boolean hasShare(Set<Long> amounts, @Nullable Number share, long whole) {
    return share == null
        || amounts.stream()
            .anyMatch(one -> Math.abs(one * 100.0 / whole - share.doubleValue()) < SHARE_OFF);
  }

  /**
   * What a unit may count with at a time: what it tells of itself, or where that is missing or old,
   * what it tells as one on a parallel bus.
   */
  private Set<Long> amounts(IllUnit unit, Quantity quantity, long at) {
    Dialect dialect = unit.twin().dialect();
    List<Reading> readings =
        readings(unit).stream().filter(one -> one.at() <= at + ROUNDING_MS).toList();
    Set<Long> amounts = new HashSet<>();
    List<Set<Long>> own = parts(readings, dialect.carriers(quantity), quantity, at);
    if (own.stream().noneMatch(Set::isEmpty)) {
      amounts.addAll(sums(own));
    }
    if (own.stream().anyMatch(Set::isEmpty) || isOld(readings, dialect, quantity, at)) {
      List<Set<Long>> bus = parts(readings, dialect.busCarriers(quantity), quantity, at);
      amounts.addAll(bus.isEmpty() ? Set.of() : sums(bus));
    }
    return amounts;
  }

  private static boolean isOld(
      List<Reading> readings, Dialect dialect, Quantity quantity, long at) {
    return dialect.carriers(quantity).stream()
        .anyMatch(
            carrier ->
                of(readings, carrier)
                    .noneMatch(one -> Freshness.isLive(one.everyMs(), at + DELAY_MS - one.at())));
  }

  private static Stream<Reading> of(List<Reading> readings, Inquiry inquiry) {
    return readings.stream().filter(one -> isOf(one, inquiry));
  }

  private static boolean isOf(Reading reading, Inquiry inquiry) {
    return inquiry.argument() == null
        ? reading.code().equals(inquiry.code())
        : reading.code().startsWith(inquiry.code());
  }

  /** Of each of these, its last part before that time, and those that came just before it. */
  private static List<Set<Long>> parts(
      List<Reading> readings, List<Inquiry> carriers, Quantity quantity, long at) {
    List<Set<Long>> all = new ArrayList<>();
    for (Inquiry carrier : carriers) {
      Set<Long> parts = new HashSet<>();
      of(readings, carrier)
          .forEach(
              reading -> {
                if (reading.at() <= at - delayMs(carrier)) {
                  parts.clear();
                }
                TwinUnit.part(carrier, reading.data(), quantity).ifPresent(parts::add);
              });
      all.add(parts);
    }
    return all;
  }

  private static long delayMs(Inquiry carrier) {
    return carrier.joined().isEmpty() ? DELAY_MS : SECOND_MS;
  }

  private static Set<Long> sums(Collection<Set<Long>> parts) {
    Set<Long> sums = Set.of(0L);
    for (Set<Long> some : parts) {
      Set<Long> more = new HashSet<>();
      sums.forEach(sum -> some.forEach(part -> more.add(sum + part)));
      sums = more;
    }
    return sums;
  }
}
