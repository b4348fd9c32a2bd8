package io.sunherd.notify;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.disk.WholeFile;
import io.sunherd.notify.Incident.Phase;
import io.sunherd.notify.Outbox.Kept;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file with what each target knows, so that nothing is told twice after a restart. */
final class KeptOutboxes {
  private static final Logger LOG = LoggerFactory.getLogger(KeptOutboxes.class);

  private KeptOutboxes() {}

  /** What is kept, by the target's name; a file that cannot be read is as none. */
  static Map<String, List<Kept>> load(Path file) {
    try {
      return Files.exists(file) ? parse(Files.readString(file)) : Map.of();
    } catch (IOException | DecodeException | ClassCastException | NullPointerException e) {
      LOG.warn("What was told before the start is not known: {} ({}).", file, e.toString());
    } catch (IllegalArgumentException | DateTimeException e) {
      LOG.warn(
          "What was told before the start is of another version: {} ({}).", file, e.toString());
    }
    return Map.of();
  }

  static void save(Path file, String text) throws IOException {
    WholeFile.writeSecret(file, text);
  }

  static String text(Map<String, List<Kept>> all) {
    JsonObject json = new JsonObject();
    all.forEach(
        (target, kept) ->
            json.put(target, new JsonArray(kept.stream().map(KeptOutboxes::json).toList())));
    return json.encode();
  }

  private static JsonObject json(Kept kept) {
    return new JsonObject()
        .put("id", kept.id())
        .put("phase", kept.phase().name())
        .put("alarms", new JsonArray(kept.alarms().stream().map(Alarm::json).toList()));
  }

  static Map<String, List<Kept>> parse(String text) {
    JsonObject json = new JsonObject(text);
    Map<String, List<Kept>> all = new LinkedHashMap<>();
    for (String target : json.fieldNames()) {
      all.put(
          target,
          json.getJsonArray(target).stream()
              .map(JsonObject.class::cast)
              .map(KeptOutboxes::kept)
              .toList());
    }
    return all;
  }

  private static Kept kept(JsonObject json) {
    return new Kept(
        json.getString("id"),
        Phase.valueOf(json.getString("phase")),
        json.getJsonArray("alarms").stream()
            .map(JsonObject.class::cast)
            .map(KeptOutboxes::alarm)
            .toList());
  }

  private static Alarm alarm(JsonObject json) {
    String cleared = json.getString("cleared");
    return new Alarm(
        json.getString("id"),
        AlarmKind.valueOf(upper(json, "kind")),
        json.getString("inverter"),
        Alarm.State.valueOf(upper(json, "state")),
        Instant.parse(json.getString("since")).toEpochMilli(),
        cleared == null ? null : Instant.parse(cleared).toEpochMilli(),
        json.getString("text"),
        evidence(json.getJsonObject("evidence")),
        List.of(),
        json.getString("cause"),
        json.getString("acknowledged_by"));
  }

  private static Map<String, @Nullable Object> evidence(JsonObject json) {
    return new LinkedHashMap<>(json.getMap());
  }

  private static String upper(JsonObject json, String key) {
    return json.getString(key).toUpperCase(Locale.ROOT);
  }
}
