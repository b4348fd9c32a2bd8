package io.sunherd.protocol.table;

import io.sunherd.protocol.column.NumberForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A number with fixed digits.
 *
 * @param pattern the digits, as {@code 00.0}
 * @param allowed the allowed values, by nominal battery voltage; under 0 for every voltage
 */
public record DigitsForm(String pattern, Map<Integer, Allowed> allowed) implements Form {
  private static final double SLACK = 0.15;

  public DigitsForm {
    allowed = Map.copyOf(allowed);
  }

  /**
   * The allowed values for that nominal battery voltage; empty where the voltage does not decide
   * them.
   */
  public Optional<Allowed> allowed(@Nullable Double batteryVolts) {
    if (allowed.containsKey(0)) {
      return Optional.ofNullable(allowed.get(0));
    }
    if (batteryVolts == null) {
      return Optional.empty();
    }
    double volts = batteryVolts;
    return allowed.entrySet().stream()
        .filter(e -> Math.abs(volts - e.getKey()) <= e.getKey() * SLACK)
        .map(Map.Entry::getValue)
        .findFirst();
  }

  @Override
  public Optional<Object> natural(@Nullable Object value) {
    return NaturalNumber.of(value, NumberForm.of(pattern).fraction());
  }

  @Override
  public String takes() {
    return new TreeMap<>(allowed)
        .entrySet().stream()
            .map(e -> e.getValue() + (e.getKey() == 0 ? "" : " at " + e.getKey() + " V"))
            .collect(Collectors.joining("; "));
  }

  @Override
  public List<String> texts(String code, Object natural, int unit) {
    return natural instanceof Number number && isAnywhere(number.doubleValue())
        ? List.of(code + NumberForm.of(pattern).write(number.doubleValue()))
        : List.of();
  }

  @Override
  public Optional<Assigned> read(String code, String text) {
    String argument = Form.argument(code, text);
    if (argument == null
        || argument.length() != pattern.length()
        || !NumberForm.of(pattern).fits(argument)) {
      return Optional.empty();
    }
    return natural(argument).map(value -> new Assigned(value, 0));
  }

  private boolean isAnywhere(double number) {
    return allowed.values().stream().anyMatch(range -> range.holds(number));
  }
}
