package io.sunherd.herd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Refused;
import io.sunherd.bus.SystemTotals;
import io.sunherd.suite.PureTests;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whatever comes, goes and turns stale: the totals are those of the raw replies. */
@PureTests
class TotalsProperties {
  private static final List<String> IDS = List.of("roof-1", "roof-2", "roof-3", "roof-4");

  /** What a unit said last of one code, and when. */
  private record Line(String[] tokens, long at, long goodFor) {
    boolean isFresh(long now) {
      return now - at <= goodFor;
    }

    BigDecimal number(int index) {
      return new BigDecimal(tokens[index]);
    }

    boolean has(int index) {
      return !tokens[index].startsWith("-");
    }
  }

  /** A unit as the test keeps it. */
  private static final class Kept {
    boolean offline = true;
    boolean oneTracker;
    @Nullable Line status;
    @Nullable Line tracker;
    @Nullable Line mode;
    @Nullable Line bus;

    private @Nullable Line status(long now) {
      return !offline && status != null && status.isFresh(now) ? status : null;
    }

    private @Nullable Line bus(long now) {
      return !offline && bus != null && bus.isFresh(now) ? bus : null;
    }

    /** A token of the status, else one of the bus. */
    @Nullable BigDecimal amount(long now, int ownIndex, int busIndex) {
      Line own = status(now);
      Line seen = bus(now);
      return own != null ? own.number(ownIndex) : seen != null ? seen.number(busIndex) : null;
    }

    @Nullable BigDecimal net(long now) {
      BigDecimal in = amount(now, 9, 12);
      BigDecimal out = amount(now, 15, 26);
      return in == null || out == null ? null : in.subtract(out);
    }

    @Nullable BigDecimal power(long now) {
      BigDecimal volts = amount(now, 8, 11);
      BigDecimal net = net(now);
      return volts == null || net == null ? null : volts.multiply(net);
    }

    /** Of both trackers, or of the only one where the unit is known to have one only. */
    private @Nullable BigDecimal ownSun(long now) {
      Line own = status(now);
      BigDecimal first = own == null ? null : firstSun(own);
      if (first == null) {
        return null;
      }
      if (tracker == null) {
        return oneTracker ? first : null;
      }
      return tracker.isFresh(now) ? first.add(tracker.number(2)) : null;
    }

    /** As it is told; what was sent as dashes is not known, whatever volts and amperes say. */
    private static @Nullable BigDecimal firstSun(Line status) {
      return status.has(19) ? status.number(19) : null;
    }

    private @Nullable BigDecimal seenSun(long now) {
      Line seen = bus(now);
      if (seen == null) {
        return null;
      }
      BigDecimal first = seen.number(14).multiply(seen.number(25));
      return first.add(seen.number(27).multiply(seen.number(28))).setScale(0, RoundingMode.HALF_UP);
    }

    @Nullable BigDecimal sun(long now) {
      BigDecimal own = ownSun(now);
      return own != null ? own : seenSun(now);
    }

    private static @Nullable BigDecimal grid(
        BigDecimal volts,
        @Nullable String mode,
        BigDecimal load,
        BigDecimal battery,
        @Nullable BigDecimal sun) {
      if (volts.signum() == 0 || "B".equals(mode)) {
        return BigDecimal.ZERO;
      }
      if (mode == null || !"PSLBFHDCYE".contains(mode) || sun == null) {
        return null;
      }
      return load.add(battery).subtract(sun).max(BigDecimal.ZERO);
    }

    /** Of one way of seeing the unit, never of both. */
    @Nullable BigDecimal grid(long now) {
      Line own = status(now);
      BigDecimal told = null;
      if (own != null) {
        BigDecimal net = own.number(9).subtract(own.number(15));
        String letter = mode != null && mode.isFresh(now) ? mode.tokens()[0] : null;
        BigDecimal battery = own.number(8).multiply(net);
        told = grid(own.number(0), letter, own.number(5), battery, ownSun(now));
      }
      Line seen = bus(now);
      if (told == null && seen != null) {
        BigDecimal net = seen.number(12).subtract(seen.number(26));
        BigDecimal battery = seen.number(11).multiply(net);
        told = grid(seen.number(4), seen.tokens()[2], seen.number(9), battery, seenSun(now));
      }
      return told;
    }
  }

  private final Census census = new Census(IDS);
  private final Map<String, Kept> kept = new LinkedHashMap<>();
  private long now = 1_000_000;

  TotalsProperties() {
    for (String id : IDS) {
      kept.put(id, new Kept());
      census.accept(Said.state(id, Condition.OFFLINE));
    }
  }

  @Property(tries = 400, seed = "20261124")
  void totalsAreTheSumOfTheRawReplies(
      @ForAll @Size(max = 120) List<@IntRange(max = 9 * 4 * 6000) Integer> events) {
    for (int event : events) {
      happen(event % 9, IDS.get(event / 9 % 4), event / 36);
      check(census.totals(0, now));
    }
  }

  private void happen(int kind, String id, int size) {
    Kept unit = kept.get(id);
    assertNotNull(unit);
    switch (kind) {
      case 0, 1 -> {
        String pv = size % 6 == 0 ? "-----" : String.format("%05d", size % 4001);
        String text =
            Said.status(size, 4_800 + size % 977, size % 61, size % 7, pv)
                .replace(" 03.4 ", size % 4 == 0 ? " --.- " : " 03.4 ");
        unit.status = hear(id, "QPIGS", 1_000, size % 5 == 0 ? withoutGrid(text) : text);
      }
      case 2 -> unit.tracker = hear(id, "QPIGS2", 5_000, Said.secondTracker(size % 3_999));
      case 3 -> {
        String text =
            Said.neighbour(Said.serial(id), size, 480 + size % 97, size % 61, size % 7, 1)
                .replace(" B 00 ", " " + "LBSF".charAt(size % 4) + " 00 ")
                .replace(" 030 03 ", String.format(" 030 %02d ", size % 19));
        unit.bus = hear(id, "QPGS2", 5_000, text);
      }
      case 4 -> {
        // What one unit's cable tells of another one is nothing of its own.
        String other = IDS.get((IDS.indexOf(id) + 1) % IDS.size());
        hear(id, "QPGS3", 0, Said.neighbour(Said.serial(other), size, 500, 9, 1, 1));
      }
      case 5 -> now += size;
      case 6 -> {
        String letter = "LBLYZS".substring(size % 6, size % 6 + 1);
        unit.mode = hear(id, "QMOD", 1_000, letter);
      }
      case 7 -> {
        unit.oneTracker = size % 2 == 0;
        census.accept(new Refused(id, unit.oneTracker ? Set.of("QPIGS2", "QDOP") : Set.of()));
      }
      default -> {
        unit.offline = size % 3 == 0;
        census.accept(Said.state(id, unit.offline ? Condition.OFFLINE : Condition.ONLINE));
      }
    }
  }

  private static String withoutGrid(String status) {
    return "000.0 00.0 " + status.substring(status.indexOf(' ', status.indexOf(' ') + 1) + 1);
  }

  private Line hear(String id, String code, long everyMs, String text) {
    // No two replies are the same one here.
    census.accept(Said.reading(id, code, ++now, everyMs, text), now);
    return new Line(text.split(" "), now, Math.max(3 * everyMs, 5_000));
  }

  private void check(SystemTotals totals) {
    List<String> missing = new ArrayList<>();
    kept.forEach(
        (id, unit) -> {
          if (unit.amount(now, 5, 9) == null) {
            missing.add(id);
          }
        });
    assertEquals(missing, totals.missing());
    assertEquals(4, totals.units());
    assertEquals(4 - missing.size(), totals.counted());
    expect(totals, "ac_watt", 0, false, unit -> unit.amount(now, 5, 9));
    expect(totals, "ac_va", 0, false, unit -> unit.amount(now, 4, 8));
    expect(totals, "batt_volt", 2, true, unit -> unit.amount(now, 8, 11));
    expect(totals, "ac_freq", 2, true, unit -> unit.amount(now, 3, 7));
    expect(totals, "load_percent", 0, true, unit -> unit.amount(now, 6, 10));
    expect(totals, "batt_charge_amps", 0, false, unit -> unit.amount(now, 9, 12));
    expect(totals, "battery_amps", 0, false, unit -> unit.net(now));
    expect(totals, "battery_watts", 0, false, unit -> unit.power(now));
    expect(totals, "pv_watts", 0, false, unit -> unit.sun(now));
    expect(totals, "grid_watts", 0, false, unit -> unit.grid(now));
    List<String> lacking = totals.lacking().getOrDefault("grid_watts", List.of());
    assertEquals(
        lacking.size() < 4 && totals.counted() > 0,
        totals.calculated().contains("grid_watts"),
        "whatever is told of the grid is calculated");
  }

  private void expect(
      SystemTotals totals,
      String key,
      int decimals,
      boolean mean,
      Function<Kept, @Nullable BigDecimal> amount) {
    List<String> without = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    int count = 0;
    for (Map.Entry<String, Kept> unit : kept.entrySet()) {
      BigDecimal own = amount.apply(unit.getValue());
      if (own == null) {
        without.add(unit.getKey());
      } else {
        sum = sum.add(own);
        count++;
      }
    }
    Number told = totals.values().get(key);
    if (count == 0) {
      assertFalse(totals.values().containsKey(key), key);
      // Nobody can be counted for it, and if anybody is counted at all, that is told.
      assertEquals(
          totals.counted() > 0 ? without : null, totals.lacking().get(key), "all lack " + key);
      return;
    }
    BigDecimal divisor = BigDecimal.valueOf(mean ? count : 1);
    BigDecimal expected = sum.divide(divisor, decimals, RoundingMode.HALF_UP);
    assertNotNull(told, key);
    assertEquals(0, expected.compareTo(new BigDecimal(told.toString())), key + " is " + told);
    assertEquals(
        without, totals.lacking().getOrDefault(key, totals.missing()), "those without " + key);
  }
}
