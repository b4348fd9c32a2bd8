package io.sunherd.mqtt;

import io.sunherd.bus.energy.EnergyTotals;
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
  private static final EnergyTotals NOTHING = new EnergyTotals(null, Map.of());

  private final Path file;

  EnergyFile(Path folder) {
    this.file = folder.resolve("mqtt-energy.json");
  }

  /** What is in it; nothing where it cannot be read. */
  EnergyTotals read() {
    if (!Files.exists(file)) {
      return NOTHING;
    }
    try {
      JsonObject json = new JsonObject(Files.readString(file));
      Map<String, Map<String, Long>> totals = new LinkedHashMap<>();
      JsonObject told = json.getJsonObject("told", new JsonObject());
      for (String name : told.fieldNames()) {
        JsonObject kinds = told.getJsonObject(name);
        Map<String, Long> amounts = new LinkedHashMap<>();
        kinds.fieldNames().forEach(kind -> amounts.put(kind, kinds.getLong(kind)));
        totals.put(name, amounts);
      }
      return new EnergyTotals(json.getLong("began"), totals);
    } catch (IOException | DecodeException | ClassCastException e) {
      LOG.warn("What was told of the energy cannot be read from {}: {}", file, e.toString());
      return NOTHING;
    }
  }

  void write(EnergyTotals told) throws IOException {
    JsonObject amounts = new JsonObject();
    told.milliwattHours()
        .forEach(
            (name, kinds) -> {
              JsonObject json = new JsonObject();
              kinds.forEach(json::put);
              amounts.put(name, json);
            });
    WholeFile.write(
        file, new JsonObject().put("began", told.began()).put("told", amounts).encode() + "\n");
  }
}
