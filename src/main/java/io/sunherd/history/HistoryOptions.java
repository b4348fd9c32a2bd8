package io.sunherd.history;

import io.sunherd.history.store.Retention;
import java.time.Duration;

/**
 * Where the history is stored, and for how long.
 *
 * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}
 * @param hub the id of this hub
 * @param every the time between two rows, in whole seconds
 * @param retention how long rows and roll-ups are kept
 */
public record HistoryOptions(String url, String hub, Duration every, Retention retention) {
  public HistoryOptions {
    every = Duration.ofSeconds(Math.max(1, every.toSeconds()));
  }

  /** Without the URL, which may hold a password. */
  @Override
  public String toString() {
    return "HistoryOptions[hub=" + hub + ", every=" + every + "]";
  }
}
