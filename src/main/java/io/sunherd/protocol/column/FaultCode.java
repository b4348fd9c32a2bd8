package io.sunherd.protocol.column;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A code beside the flags of a reply that stands for an active fault, which is one even where no
 * flag is set. Zeros stand for none; a code that has no name is called after its number.
 *
 * @param key what the code is under
 * @param table the faults; their places are their codes
 */
public record FaultCode(String key, List<Warning> table) implements Inference {
  private static final String FAULTS = "faults";

  public FaultCode {
    table = List.copyOf(table);
  }

  /** What the names mean. */
  public Map<String, String> titles() {
    return Warning.titles(table);
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
