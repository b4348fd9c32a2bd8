package io.sunherd.link;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls in which a driver or the system may hang, each on a thread of its own. Such a call is
 * waited for and then left behind, for nothing can end it; what it is about is known until it ends
 * by itself, so that there is never more than one attempt that hangs.
 */
final class Aside {
  private static final Map<Thread, String> LEFT = new ConcurrentHashMap<>();

  private Aside() {}

  /** Whether a call about this was left behind and has not ended. */
  static boolean hangs(String subject) {
    LEFT.keySet().removeIf(thread -> !thread.isAlive());
    return LEFT.containsValue(subject);
  }

  /**
   * Makes a call, and waits for it.
   *
   * @param subject what the call is about: the place of a device, the name of a host
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
