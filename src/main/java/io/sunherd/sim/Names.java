package io.sunherd.sim;

import java.util.List;

/**
 * The names of the profiles, separate so that checking a name does not load the protocol tables.
 */
final class Names {
  static final String AXPERT = "axpert-5000";
  static final String VMIII = "vmiii-3000";
  static final String KING = "king-5000";
  static final String MAX = "max-8000";
  static final String HS = "hs-3000";
  static final String INFINI_V = "infinisolar-v";
  static final String LV5048 = "lv5048";
  static final String INFINI_E = "infinisolar-e";
  static final String LV5048_PI41 = "lv5048-pi41";
  static final String INFINI_10K = "infinisolar-10k";
  static final String INFINI_3P = "infinisolar-3p";

  static final List<String> ALL =
      List.of(
          AXPERT,
          VMIII,
          KING,
          MAX,
          HS,
          INFINI_V,
          LV5048,
          INFINI_10K,
          INFINI_3P,
          INFINI_E,
          LV5048_PI41);

  private Names() {}

  /** All of them, for messages. */
  static String listed() {
    return String.join(", ", ALL);
  }
}
