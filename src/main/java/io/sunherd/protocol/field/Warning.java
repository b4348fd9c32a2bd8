package io.sunherd.protocol.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One bit of the warning word (QPIWS).
 *
 * @param bit its place, 0 is the first character
 * @param name snake_case name
 * @param title what it means, in words
 * @param severity whether it is a fault, a warning, or a fault only while the inverter fault bit is
 *     set
 */
public record Warning(int bit, String name, String title, Severity severity) {

  /** How serious a set bit is. */
  public enum Severity {
    WARNING,
    FAULT,
    FAULT_OR_WARNING
  }

  /** Warnings in the order of their places: name, title, name, title, ... */
  public static List<Warning> numbered(int first, String... namesAndTitles) {
    List<Warning> warnings = new ArrayList<>();
    for (int i = 0; i < namesAndTitles.length; i += 2) {
      warnings.add(
          new Warning(first + i / 2, namesAndTitles[i], namesAndTitles[i + 1], Severity.WARNING));
    }
    return List.copyOf(warnings);
  }

  /** The titles by the names of a table. */
  public static Map<String, String> titles(List<Warning> table) {
    return table.stream().collect(Collectors.toMap(Warning::name, Warning::title, (a, b) -> a));
  }

  /** The same bit as a fault. */
  public Warning asFault() {
    return new Warning(bit, name, title, Severity.FAULT);
  }

  /** Whether it is a fault, given the state of the inverter fault bit. */
  public boolean isFault(boolean inverterFault) {
    return severity == Severity.FAULT || (severity == Severity.FAULT_OR_WARNING && inverterFault);
  }
}
