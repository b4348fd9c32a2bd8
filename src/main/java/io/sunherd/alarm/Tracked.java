package io.sunherd.alarm;

import org.jspecify.annotations.Nullable;

/** One subject from when it is first found until its alarm is over. All times are monotonic. */
final class Tracked {
  /** How long something must be over before its alarm is; twice that each time it comes back. */
  private static final long HOLD_MS = 5_000;

  private static final int MOST_DOUBLINGS = 7;

  /** Something that was unknown for no longer than this counts as having held all the time. */
  private static final long BRIDGED_MS = 30_000;

  /** What was not found for so long is forgotten, with the number of its alarms. */
  private static final long FORGOTTEN_MS = 3_600_000;

  private @Nullable Finding finding;
  private @Nullable Long trueSinceMs;
  private @Nullable Long falseSinceMs;
  private @Nullable Long unknownSinceMs;
  private long falseAt;
  private @Nullable String alarm;
  private int raised;
  private long quietSinceMs;

  /** It holds. */
  void holds(Finding newest, long nowMs) {
    if (trueSinceMs == null) {
      trueSinceMs = nowMs - newest.heldMs();
    }
    finding = newest;
    falseSinceMs = null;
    unknownSinceMs = null;
  }

  /** It does not hold. */
  void isDenied(long nowMs, long at) {
    if (falseSinceMs == null) {
      falseSinceMs = nowMs;
      falseAt = at;
    }
    if (alarm == null) {
      trueSinceMs = null;
      quietSinceMs = nowMs;
    }
  }

  /** Nobody knows whether it holds: an alarm goes on; what is no alarm yet has to begin anew. */
  void isUnknown(long nowMs) {
    falseSinceMs = null;
    if (unknownSinceMs == null) {
      unknownSinceMs = nowMs;
    } else if (alarm == null && nowMs - unknownSinceMs > BRIDGED_MS) {
      trueSinceMs = null;
    }
  }

  /** Whether it has held long enough to become an alarm, and is none yet. */
  boolean isDue(long nowMs, long afterMs) {
    Long since = trueSinceMs;
    return alarm == null && since != null && nowMs - since >= afterMs;
  }

  /** It belongs to this alarm now. */
  void raise(String id) {
    alarm = id;
    raised++;
  }

  /** It has belonged to this alarm since before the hub's start. */
  void recall(String id, long nowMs) {
    alarm = id;
    trueSinceMs = nowMs;
  }

  /** Whether it is over for long enough; what comes back often has to be so for longer. */
  boolean isOver(long nowMs) {
    Long since = falseSinceMs;
    int times = Math.min(MOST_DOUBLINGS, Math.max(0, raised - 1));
    return since != null && nowMs - since >= HOLD_MS << times;
  }

  /** It belongs to no alarm any more. */
  void end(long nowMs) {
    alarm = null;
    trueSinceMs = null;
    finding = null;
    quietSinceMs = nowMs;
  }

  /** Whether nothing of it needs to be known any more. */
  boolean isForgotten(long nowMs) {
    return alarm == null
        && trueSinceMs == null
        && (raised == 0 || nowMs - quietSinceMs >= FORGOTTEN_MS);
  }

  /** What was found last; null for what is only known from before the hub's start. */
  @Nullable Finding finding() {
    return finding;
  }

  /** The id of its alarm, or null. */
  @Nullable String alarm() {
    return alarm;
  }

  /** Since when it is so. */
  long sinceMs(long nowMs) {
    return trueSinceMs == null ? nowMs : trueSinceMs;
  }

  /** When it was over, epoch milliseconds. */
  long falseAt() {
    return falseAt;
  }
}
