package io.sunherd.settings;

import io.sunherd.bus.Failure;
import io.sunherd.bus.Verdict;
import io.sunherd.settings.audit.Along;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A completed write.
 *
 * @param verdict the answer to the client
 * @param from the value before, or null where no reading shows it
 * @param now the value as last read, or null where it was not read
 * @param along what was sent along with it
 * @param entry the number of its audit entry, or null where there was nothing to send
 */
record CompletedWrite(
    Verdict verdict,
    @Nullable Object from,
    @Nullable Object now,
    List<Along> along,
    @Nullable Long entry) {
  boolean isWell() {
    return verdict.status() == 200;
  }

  /** Whether nothing was sent, or only what the unit has refused. */
  boolean isUnsent() {
    return verdict.status() == Failure.OFFLINE.code();
  }
}
