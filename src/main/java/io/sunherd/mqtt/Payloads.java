package io.sunherd.mqtt;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Reading;
import io.sunherd.history.energy.Meter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is written into messages. */
final class Payloads {
  static final Buffer ONLINE = Buffer.buffer("online");
  static final Buffer OFFLINE = Buffer.buffer("offline");
  static final Buffer NOTHING = Buffer.buffer();

  private static final Set<String> STATE_KEYS = Set.of("state", "since", "error", "via", "serial");

  private Payloads() {}

  static Buffer json(Map<String, ? extends @Nullable Object> values) {
    return Json.encodeToBuffer(values);
  }

  static Buffer info(String hub, @Nullable String version, long since) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("hub", hub);
    json.put("version", version);
    json.put("since", Instant.ofEpochMilli(since).toString());
    return json(json);
  }

  /** The id of the hub that such a message is from; null where it is none. */
  static @Nullable String hub(Buffer info) {
    JsonObject json = object(info);
    return json != null && json.getValue("hub") instanceof String hub ? hub : null;
  }

  static Buffer state(InverterState state) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("state", state.condition().word());
    json.put("since", Instant.ofEpochMilli(state.since()).toString());
    json.put("error", state.error());
    json.put("via", state.via());
    json.put("serial", state.serial());
    return json(json);
  }

  /** Whether a message is the state of a unit, as a hub tells it. */
  static boolean isState(Buffer payload) {
    JsonObject json = object(payload);
    return json != null && json.fieldNames().equals(STATE_KEYS);
  }

  static Buffer reading(Reading reading) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(reading.data());
    json.put("at", Instant.ofEpochMilli(reading.at()).toString());
    return json(json);
  }

  /** The value of a setting: a switch as on or off, anything else as it is. */
  static Buffer setting(Object value) {
    if (value instanceof Boolean isOn) {
      return Buffer.buffer(isOn ? "on" : "off");
    }
    return value instanceof Map<?, ?> || value instanceof List<?>
        ? Json.encodeToBuffer(value)
        : Buffer.buffer(value.toString());
  }

  /** Energy in kilowatt-hours, whole watt-hours. */
  static Buffer energy(Map<String, Long> milliwattHours) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (Meter meter : Meter.values()) {
      Long amount = milliwattHours.get(meter.key());
      if (amount != null) {
        json.put(meter.key() + "_kwh", Math.floorDiv(amount, 1_000L) / 1_000.0);
      }
    }
    return json(json);
  }

  private static @Nullable JsonObject object(Buffer payload) {
    try {
      return Json.decodeValue(payload) instanceof JsonObject json ? json : null;
    } catch (DecodeException e) {
      return null;
    }
  }
}
