package io.sunherd.backup;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in a backup.
 *
 * @param made when
 * @param hub the id of the hub, or empty
 * @param parts the files, that of the configuration first
 * @param leftOut what is not in it, each one sentence
 */
public record Manifest(Instant made, String hub, List<Part> parts, List<String> leftOut) {
  /** The name of the configuration in each backup. */
  static final String CONFIG = "hub.yaml";

  /** The name of this list in each backup. */
  static final String NAME = "manifest.json";

  private static final int MOST_PARTS = 1000;
  private static final int MOST_NAME = 200;

  public Manifest {
    parts = List.copyOf(parts);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * A file.
   *
   * @param name its path below the folder of the configuration
   * @param key the key of the configuration that names it, or null
   * @param size bytes
   * @param sha256 of its content, in hexadecimal
   */
  public record Part(String name, @Nullable String key, long size, String sha256) {}

  /** The bytes of all parts. */
  long size() {
    return parts.stream().mapToLong(Part::size).sum();
  }

  String json() {
    JsonArray files = new JsonArray();
    for (Part part : parts) {
      files.add(
          new JsonObject()
              .put("name", part.name())
              .put("key", part.key())
              .put("size", part.size())
              .put("sha256", part.sha256()));
    }
    return new JsonObject()
            .put("made", made.toString())
            .put("hub", hub)
            .put("files", files)
            .put("left_out", new JsonArray(leftOut))
            .encodePrettily()
        + "\n";
  }

  /**
   * Reads the list, whoever made it: no name leads out of a folder, none is there twice.
   *
   * @throws BackupException where it is none
   */
  static Manifest of(String json) throws BackupException {
    try {
      JsonObject read = new JsonObject(json);
      List<Part> parts = new ArrayList<>();
      for (Object file : read.getJsonArray("files")) {
        parts.add(part((JsonObject) file));
      }
      List<String> leftOut =
          read.getJsonArray("left_out").stream().map(String.class::cast).toList();
      Instant made = Instant.parse(read.getString("made"));
      require(parts);
      return new Manifest(made, read.getString("hub"), parts, leftOut);
    } catch (DecodeException | ClassCastException | NullPointerException | DateTimeException e) {
      throw new BackupException("Its list of files cannot be read.", e);
    }
  }

  private static Part part(JsonObject file) {
    return new Part(
        file.getString("name"),
        file.getString("key"),
        file.getLong("size"),
        file.getString("sha256"));
  }

  private static void require(List<Part> parts) throws BackupException {
    Set<String> names = new HashSet<>();
    for (Part part : parts) {
      if (!isBelow(part.name()) || part.size() < 0 || !names.add(part.name())) {
        throw new BackupException("There is a file in it that no hub has put there.");
      }
    }
    if (parts.size() > MOST_PARTS || !names.contains(CONFIG)) {
      throw new BackupException("There is no configuration in it.");
    }
  }

  /** Whether a name leads to a file below a folder, wherever that folder is. */
  private static boolean isBelow(String name) {
    if (name.length() > MOST_NAME || name.chars().anyMatch(c -> c < ' ' || c == '\\')) {
      return false;
    }
    for (String step : name.split("/", -1)) {
      if (step.isEmpty() || step.equals(".") || step.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
