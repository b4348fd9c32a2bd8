package io.sunherd.protocol.pi30;

import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.DigitsForm;
import io.sunherd.protocol.table.Setting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions with which the settings of PI30 are written. */
final class Pi30Rows {
  private Pi30Rows() {}

  static Setting choice(String code, String name, String title, Map<String, String> meanings) {
    return Setting.of(code, name, title, null, new ChoiceForm(meanings, null));
  }

  static Setting digits(
      String code,
      String name,
      String title,
      @Nullable String unit,
      String pattern,
      Allowed allowed) {
    return Setting.of(code, name, title, unit, new DigitsForm(pattern, Map.of(0, allowed)));
  }

  /** A battery voltage: a write can over- or undercharge the bank, and reaches the whole system. */
  static Setting volts(
      String code, String name, String title, Allowed at12, Allowed at24, Allowed at48) {
    return Setting.of(code, name, title, "V", new DigitsForm("00.0", byBattery(at12, at24, at48)))
        .systemWide();
  }

  static Map<Integer, Allowed> byBattery(Allowed at12, Allowed at24, Allowed at48) {
    return Map.of(12, at12, 24, at24, 48, at48);
  }
}
