package io.sunherd.alarm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a condition has found to be so now.
 *
 * @param lead the begin of its sentence, the same for all that may be told together
 * @param what the rest of the sentence, without the full stop
 * @param clears the sentence that says what would clear it
 * @param evidence what was seen, plain values by key
 * @param heldMs how long it has been so already, as far as the condition knows
 */
record Finding(
    AlarmSubject subject,
    String lead,
    String what,
    String clears,
    Map<String, @Nullable Object> evidence,
    long heldMs) {

  Finding {
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }

  /** A finding that has just begun, as far as is known. */
  Finding(
      AlarmSubject subject,
      String lead,
      String what,
      String clears,
      Map<String, ? extends @Nullable Object> evidence) {
    this(subject, lead, what, clears, new LinkedHashMap<>(evidence), 0);
  }
}
