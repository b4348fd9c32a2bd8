package io.sunherd.mqtt;

import io.sunherd.disk.WholeFile;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of the energy that was told. Blocks. */
final class EnergyFile {
  private static final Logger LOG = LoggerFactory.getLogger(EnergyFile.class);
  private static final String BEGAN = "began";
  private static final String TOLD = "told";
  private static final String BEFORE = "before";
  private static final String PLACES = "places";

  private final Path file;

  EnergyFile(Path folder) {
    this.file = folder.resolve("mqtt-energy.json");
  }

  /** What is in it; nothing where it cannot be read. */
  ToldEnergy read() {
    if (!Files.exists(file)) {
      return ToldEnergy.NOTHING;
    }
    try {
      JsonObject json = new JsonObject(Files.readString(file));
      Map<String, String> places = new LinkedHashMap<>();
      JsonObject at = json.getJsonObject(PLACES, new JsonObject());
      at.fieldNames().forEach(id -> places.put(id, at.getString(id)));
      return new ToldEnergy(
          json.getLong(BEGAN), amounts(json, TOLD), amounts(json, BEFORE), places);
    } catch (IOException | DecodeException | ClassCastException e) {
      LOG.warn("What was told of the energy cannot be read from {}: {}", file, e.toString());
      return ToldEnergy.NOTHING;
    }
  }

  private static Map<String, Map<String, Long>> amounts(JsonObject json, String key) {
    Map<String, Map<String, Long>> all = new LinkedHashMap<>();
    JsonObject names = json.getJsonObject(key, new JsonObject());
    for (String name : names.fieldNames()) {
      JsonObject kinds = names.getJsonObject(name);
      Map<String, Long> amounts = new LinkedHashMap<>();
      kinds.fieldNames().forEach(kind -> amounts.put(kind, kinds.getLong(kind)));
      all.put(name, amounts);
    }
    return all;
  }

  void write(ToldEnergy energy) throws IOException {
    JsonObject places = new JsonObject();
    energy.places().forEach(places::put);
    JsonObject json =
        new JsonObject()
            .put(BEGAN, energy.began())
            .put(TOLD, json(energy.told()))
            .put(BEFORE, json(energy.before()))
            .put(PLACES, places);
    WholeFile.write(file, json.encode() + "\n");
  }

  private static JsonObject json(Map<String, Map<String, Long>> all) {
    JsonObject json = new JsonObject();
    all.forEach(
        (name, kinds) -> {
          JsonObject amounts = new JsonObject();
          kinds.forEach(amounts::put);
          json.put(name, amounts);
        });
    return json;
  }
}
