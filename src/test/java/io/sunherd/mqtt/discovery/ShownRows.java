package io.sunherd.mqtt.discovery;

import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Form;
import io.sunherd.protocol.table.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of a unit in the form in which they are answered, from its readings. */
final class ShownRows {
  private ShownRows() {}

  /**
   * @param readings the data by the code of the inquiry
   */
  static List<Map<String, Object>> of(Dialect dialect, Map<String, Map<String, Object>> readings) {
    Facts facts = Facts.of(dialect, readings);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Setting setting : dialect.settings()) {
      Setting.Proof proof = setting.proof();
      Map<String, Object> shown = proof == null ? null : readings.get(proof.inquiry());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", setting.name());
      row.put("title", setting.title());
      row.put("unit", setting.unit());
      row.put("kind", setting.form().kind().word());
      row.put("value", shown == null ? null : setting.shown(shown));
      row.put("allowed", allowed(setting, facts));
      row.put("dangerous", setting.dangerous());
      row.put("moves", setting.moves());
      row.put("read_back", proof != null);
      rows.add(row);
    }
    return rows;
  }

  private static Object allowed(Setting setting, Facts facts) {
    if (setting.form() instanceof ChoiceForm choice) {
      return choice.choices();
    }
    if (setting.form().kind() == Form.Kind.SWITCH) {
      return List.of(true, false);
    }
    return setting
        .allowed(facts)
        .<Object>map(ShownRows::range)
        .orElseGet(() -> setting.form().takes());
  }

  private static Object range(Allowed allowed) {
    List<Number> also = allowed.also().stream().map(ShownRows::plain).toList();
    return allowed.min() > allowed.max()
        ? also
        : Map.of(
            "min", plain(allowed.min()),
            "max", plain(allowed.max()),
            "step", plain(allowed.step()),
            "also", also);
  }

  private static Number plain(double number) {
    return number == Math.rint(number) ? (Number) (int) number : number;
  }
}
