package io.sunherd.protocol.field;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A code beside the flags of a reply for an active fault, which counts even where no flag is set.
 * Zeros mean none; a code without a name is named by its number.
 *
 * @param key the key of the code
 * @param table the faults; their places are their codes
 */
public record FaultCode(String key, List<Warning> table) implements Inference {
  private static final String FAULTS = "faults";

  public FaultCode {
    table = List.copyOf(table);
  }

  /** The titles of the faults, by name. */
  public Map<String, String> titles() {
    return Warning.titles(table);
  }

  /** The same, by the two digits of their codes. */
  public Map<String, String> titlesByCode() {
    return table.stream()
        .collect(Collectors.toMap(fault -> "%02d".formatted(fault.bit()), Warning::title));
  }

  @Override
  public void draw(Values values) {
    Object code = values.get(key);
    if (code == null || !code.toString().matches("\\d*[1-9]\\d*")) {
      return;
    }
    int number = Integer.parseInt(code.toString());
    Set<Object> faults = new LinkedHashSet<>();
    faults.add(
        table.stream()
            .filter(fault -> fault.bit() == number)
            .map(Warning::name)
            .findFirst()
            .orElse("fault_" + code));
    if (values.get(FAULTS) instanceof List<?> flags) {
      faults.addAll(flags);
    }
    values.put(FAULTS, List.copyOf(new ArrayList<>(faults)));
  }
}
