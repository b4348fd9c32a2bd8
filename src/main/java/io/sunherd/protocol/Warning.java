package io.sunherd.protocol;

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

  boolean isFault(boolean inverterFault) {
    return severity == Severity.FAULT || (severity == Severity.FAULT_OR_WARNING && inverterFault);
  }
}
