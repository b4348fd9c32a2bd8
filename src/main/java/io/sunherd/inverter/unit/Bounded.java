package io.sunherd.inverter.unit;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps what somebody may ask for without end. */
public final class Bounded {
  private Bounded() {}

  /** A map that forgets what was not looked at for longest where it would become larger. */
  public static <V> Map<String, V> map(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
      }
    };
  }
}
