package io.sunherd.alarm;

import java.math.BigDecimal;

/** How values are put into the sentences of alarms. */
final class Sentences {
  private Sentences() {}

  /** A sentence to be gone on with. */
  static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  /** A number with one decimal at most: 12, 46.9. */
  static String number(double value) {
    double rounded = Math.round(10 * value) / 10.0;
    return rounded == Math.rint(rounded)
        ? String.valueOf((long) rounded)
        : BigDecimal.valueOf(rounded).toPlainString();
  }
}
