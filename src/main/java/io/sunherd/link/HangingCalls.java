package io.sunherd.link;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs calls in which a driver or the system may hang, each on a thread of its own. A call that
 * takes too long is left behind, as nothing can end it; its subject is remembered until it ends by
 * itself, so that no second call about it hangs, too.
 */
final class HangingCalls {
  private static final Map<Thread, String> LEFT = new ConcurrentHashMap<>();

  private HangingCalls() {}

  /** Whether a call about this subject was left behind and has not ended. */
  static boolean hangs(String subject) {
    LEFT.keySet().removeIf(thread -> !thread.isAlive());
    return LEFT.containsValue(subject);
  }

  /**
   * Runs a call, and waits for it.
   *
   * @param subject the object of the call: the place of a device, the name of a host
   * @param limit how long to wait
   * @return whether it ended in time
   */
  static boolean call(String subject, Runnable work, Duration limit) {
    Thread thread = new Thread(work, "aside for " + subject);
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(limit.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LEFT.put(thread, subject);
      return false;
    }
    return true;
  }
}
