package io.sunherd.settings;

import io.sunherd.bus.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A write that has gone its way.
 *
 * @param verdict what to tell whoever asked
 * @param from the value before, or null where nothing shows it
 * @param now the value as it was read last, or null where it was not
 * @param along the value of another setting that went with it, or null
 * @param entry the number of its entry in the audit log, or null where nothing was to be sent
 */
record Done(
    Verdict verdict,
    @Nullable Object from,
    @Nullable Object now,
    @Nullable Along along,
    @Nullable Long entry) {
  boolean isWell() {
    return verdict.status() == 200;
  }
}
