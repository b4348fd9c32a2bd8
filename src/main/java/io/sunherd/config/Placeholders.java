package io.sunherd.config;

import io.sunherd.protocol.SerialNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Placeholder serial numbers in a configuration: several units report the same one, so it binds an
 * id to none of them.
 */
public final class Placeholders {
  private Placeholders() {}

  /** A sentence for each inverter that has one. */
  public static List<String> notes(List<Map<String, Object>> inverters) {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < inverters.size(); i++) {
      Map<String, Object> inverter = inverters.get(i);
      if (inverter.get("serial") instanceof String serial
          && SerialNumber.isPlaceholder(SerialNumber.of(serial))) {
        notes.add(
            KeyPath.ROOT.child("inverters").child(i).child("serial")
                + ": "
                + note(serial, String.valueOf(inverter.get("id"))));
      }
    }
    return notes;
  }

  static String note(String number, @Nullable String id) {
    return Words.quoted(number)
        + " is what units tell that were reset, and counts as none: "
        + (id == null ? "this" : id)
        + " is whatever unit is at its place. Take it out, or write the number on the unit.";
  }
}
