package io.sunherd.inverter.unit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps of limited size, for keys that clients can make up without end. */
public final class Bounded {
  private Bounded() {}

  /** A map that drops the least recently used entry where it would become larger. */
  public static <V> Map<String, V> map(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
      }
    };
  }
}
