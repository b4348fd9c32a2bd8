package io.sunherd.battery;

import io.sunherd.disk.WholeFile;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file in which counted ampere-hours outlive a restart. */
final class CountFile {
  private static final Logger LOG = LoggerFactory.getLogger(CountFile.class);

  private final Path file;

  CountFile(Path file) {
    this.file = file;
  }

  /** The counts by the key of their battery; none where the file cannot be used. */
  Map<String, AhCount.Kept> read() {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      Map<String, AhCount.Kept> counts = new HashMap<>();
      JsonObject all = new JsonObject(Files.readString(file));
      for (String key : all.fieldNames()) {
        counts.put(key, kept(all.getValue(key)));
      }
      return counts;
    } catch (IOException | DecodeException e) {
      LOG.warn(
          "{} cannot be used, so the count of ampere-hours begins anew: {}", file, e.getMessage());
      return Map.of();
    }
  }

  private static AhCount.Kept kept(@Nullable Object value) {
    if (value instanceof JsonObject count
        && count.getValue("soc") instanceof Number soc
        && count.getValue("error") instanceof Number error
        && count.getValue("at") instanceof Number at
        && count.getValue("by") instanceof String by
        && count.getValue("corrected_at") instanceof Number correctedAt) {
      return new AhCount.Kept(
          percent(soc), percent(error), at.longValue(), by, correctedAt.longValue());
    }
    throw new DecodeException("it holds something else.");
  }

  private static double percent(Number number) {
    return Math.max(0, Math.min(100, number.doubleValue()));
  }

  void write(Map<String, AhCount.Kept> counts) throws IOException {
    JsonObject all = new JsonObject();
    counts.forEach(
        (key, count) ->
            all.put(
                key,
                new JsonObject()
                    .put("soc", count.soc())
                    .put("error", count.error())
                    .put("at", count.at())
                    .put("by", count.by())
                    .put("corrected_at", count.correctedAt())));
    WholeFile.write(file, all.encodePrettily());
  }
}
