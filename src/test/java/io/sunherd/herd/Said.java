package io.sunherd.herd;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Joined;
import io.sunherd.protocol.table.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What units say in tests, in the words of the wire. */
public final class Said {
  public static final String RATINGS =
      "230.0 34.7 230.0 50.0 34.7 8000 8000 48.0 46.0 42.0 56.4 54.0 2 030 060 0 1 2 9 01 0"
          + " 1 54.0 0 1 000 0 000";

  private static final String MAX = "pi30max";

  private Said() {}

  public static String serial(String id) {
    return "9293200410244" + id.charAt(id.length() - 1);
  }

  public static InverterState state(String id, Condition condition) {
    return state(id, condition, "00041.17");
  }

  public static InverterState state(String id, Condition condition, @Nullable String firmware) {
    return state(id, condition, firmware, MAX);
  }

  /** The state of a unit of that dialect. */
  public static InverterState state(
      String id, Condition condition, @Nullable String firmware, String dialect) {
    return new InverterState(
        id,
        condition,
        0,
        "serial:/dev/ttyUSB0",
        dialect,
        "MAX",
        serial(id),
        firmware,
        null,
        null,
        List.of());
  }

  public static Reading reading(String id, String code, long at, long everyMs, String payload) {
    return reading(MAX, id, code, at, everyMs, payload);
  }

  /** A reading of a unit of that dialect. */
  public static Reading reading(
      String dialect, String id, String code, long at, long everyMs, String payload) {
    Request request = Dialects.find(dialect).orElseThrow().request(code).orElseThrow();
    try {
      return new Reading(
          id, request.name(), code, at, everyMs, "(" + payload, request.inquiry().decode(payload));
    } catch (ProtocolException e) {
      throw new AssertionError(code + " " + payload, e);
    }
  }

  /** A status of a PI17 unit that feeds or draws that, of which PS is so much older than GS. */
  public static Reading pi17(String id, long at, long everyMs, String grid, long olderMs) {
    return pi17(id, at, everyMs, grid, olderMs, power -> power);
  }

  /** The same with a change to PS. */
  public static Reading pi17(
      String id, long at, long everyMs, String grid, long olderMs, UnaryOperator<String> change) {
    Joined part = Dialects.find("pi17").orElseThrow().inquiry("GS").orElseThrow().joined().get(0);
    Reading live =
        reading(
            "pi17",
            id,
            "GS",
            at,
            everyMs,
            "3462,3468,0040,0035,0503,071,-00100,2369,2367,2350,5000,0000,0000,0000,2371,2365,2352,"
                + "5000,,,,025,028,000,0");
    String sent =
        "01924,00613,,,,," + grid + ",0502,0973,0385,01860,0593,1040,0399,02032,031,1,1,1,1,2,2";
    Reading power = reading("pi17", id, "PS", at, 0, change.apply(sent));
    Map<String, @Nullable Object> values =
        new LinkedHashMap<>(part.into(live.data(), power.data()));
    if (olderMs > 0) {
      Map<String, Long> older = new LinkedHashMap<>();
      part.keys().forEach(key -> older.put(key, olderMs));
      values.put("older_ms", older);
    }
    return live.telling(values);
  }

  /** QPIGS with these amounts; battery volts in hundredths. */
  public static String status(
      int watts, int hundredths, int charge, int discharge, String pvWatts) {
    return String.format(
        Locale.ROOT,
        "230.1 50.0 230.2 49.9 %04d %04d %03d 380 %02d.%02d %03d 087 0041 03.4 320.5 00.00 %05d"
            + " 00010110 00 00 %s 010",
        watts + 30,
        watts,
        watts / 80,
        hundredths / 100,
        hundredths % 100,
        charge,
        discharge,
        pvWatts);
  }

  public static String secondTracker(int watts) {
    return String.format(Locale.ROOT, "02.1 310.4 %05d", watts);
  }

  /** QPGS with these amounts; battery volts in tenths, output mode by its digit. */
  public static String neighbour(
      String serial, int watts, int tenths, int charge, int out, int mode) {
    return String.format(
        Locale.ROOT,
        "1 %s B 00 230.1 50.00 230.2 49.90 %04d %04d %03d %02d.%d %03d 087 320.5 099 19999 19998"
            + " 055 11100010 %d 2 060 120 030 03 %03d 310.0 02",
        serial,
        watts + 30,
        watts,
        watts / 80,
        tenths / 10,
        tenths % 10,
        charge,
        mode,
        out);
  }
}
