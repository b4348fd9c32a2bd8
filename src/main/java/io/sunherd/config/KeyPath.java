package io.sunherd.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The way from the top of a document to one value, written {@code inverters[1].device}. */
record KeyPath(List<String> steps) {
  static final KeyPath ROOT = new KeyPath(List.of());

  /**
   * Reads a JSON pointer in its URI form, {@code #/inverters/1/device}. The schema validator writes
   * control characters malformed; such a step stays as it is and leads to no value.
   */
  static KeyPath ofPointer(String pointer) {
    String[] parts = pointer.split("/", -1);
    return new KeyPath(Stream.of(parts).skip(1).map(KeyPath::decoded).toList());
  }

  private static String decoded(String step) {
    try {
      String plain = URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
      return plain.replace("~1", "/").replace("~0", "~");
    } catch (IllegalArgumentException e) {
      return step;
    }
  }

  KeyPath child(Object step) {
    return new KeyPath(Stream.concat(steps.stream(), Stream.of(step.toString())).toList());
  }

  /** The path without its last step; the root is its own parent. */
  KeyPath parent() {
    return isRoot() ? this : new KeyPath(steps.subList(0, steps.size() - 1));
  }

  String last() {
    return steps.get(steps.size() - 1);
  }

  boolean isRoot() {
    return steps.isEmpty();
  }

  /** The value at this path, or null if there is none. */
  @Nullable Object in(@Nullable Object document) {
    Object value = document;
    for (String step : steps) {
      if (value instanceof JsonObject group) {
        value = group.getValue(step);
      } else if (value instanceof JsonArray list && isIndex(step, list.size())) {
        value = list.getValue(Integer.parseInt(step));
      } else {
        return null;
      }
    }
    return value;
  }

  private static boolean isIndex(String step, int size) {
    return step.matches("[0-9]{1,6}") && Integer.parseInt(step) < size;
  }

  // Written out: a record's generated method is linked at each start, which takes 20 ms.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyPath path && steps.equals(path.steps);
  }

  @Override
  public int hashCode() {
    return steps.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      if (step.matches("[0-9]+") && !text.isEmpty()) {
        text.append('[').append(step).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(step);
      }
    }
    return Words.plain(text.toString());
  }
}
