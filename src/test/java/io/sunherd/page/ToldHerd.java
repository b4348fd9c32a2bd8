package io.sunherd.page;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.stream.IntStream;

/** A herd as no rig of this house has it, as a hub tells it. */
final class ToldHerd {
  private ToldHerd() {}

  /**
   * A unit as a snapshot tells it: nine of three phases, one of another family, two without a
   * cable.
   */
  private static JsonObject told(int number) {
    JsonObject data =
        new JsonObject().put("ac_watt", 400 + number).put("batt_volt", 52.8).put("pv_watts", 900);
    String now = Instant.now().toString();
    return new JsonObject()
        .put("id", "north-" + number)
        .put("state", "online")
        .put("since", now)
        .put("serial", "9293200410244" + number)
        .put("protocol", number == 9 ? "pi18" : "pi30max")
        .put("role", number == 1 ? "master" : "slave")
        .put("phase", "L" + (1 + number % 3))
        .put("via", number == 4 || number == 5 ? "north-1" : null)
        .put(
            "status",
            new JsonObject()
                .put("at", now)
                .put("age_ms", 100)
                .put("code", number == 9 ? "GS" : "QPIGS")
                .put("every_ms", 60_000)
                .put("data", data));
  }

  /** The first frame of a stream. */
  static String snapshot() {
    JsonObject values = new JsonObject().put("north-1", 54.0).put("north-9", 53.5);
    JsonObject difference =
        new JsonObject()
            .put("key", "battery_float_volt")
            .put("title", "Battery float voltage")
            .put("values", values);
    JsonObject system =
        new JsonObject()
            .put("units", 9)
            .put("counted", 9)
            .put("missing", new JsonArray())
            .put("ac_watt", 3645)
            .put("pv_watts", 8100)
            .put("differences", new JsonArray().add(difference));
    return new JsonObject()
        .put("type", "snapshot")
        .put("seq", 1)
        .put(
            "inverters",
            new JsonArray(IntStream.rangeClosed(1, 9).mapToObj(ToldHerd::told).toList()))
        .put("system", system)
        .encode();
  }
}
