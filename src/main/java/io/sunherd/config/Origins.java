package io.sunherd.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers where each value was written and, for a plain one, its characters. */
final class Origins {
  private final Map<KeyPath, Place> places = new HashMap<>();
  private final Map<KeyPath, String> texts = new HashMap<>();

  Origins(Place top) {
    places.put(KeyPath.ROOT, top);
  }

  void put(KeyPath path, Place place) {
    places.put(path, place);
  }

  void putText(KeyPath path, String text) {
    texts.put(path, text);
  }

  /** Where the value is written, or else the place of the group it would be in. */
  Place place(KeyPath path) {
    Place place = places.get(path);
    return place != null ? place : place(path.parent());
  }

  /** The characters of a plain value; null for any other value. */
  @Nullable String text(KeyPath path) {
    return texts.get(path);
  }
}
