package io.sunherd.web.stream;

/**
 * Limits the rate at which one client's frames are read: a burst at first, then so many a tick.
 * Reading from a client that sends more is paused for a while; nothing it sends is lost. For one
 * event loop only.
 */
public final class ClientPace {
  /** How often {@link #tick} is to be called. */
  static final long TICK_MS = 200;

  /** The burst: enough to subscribe to all commands of nine inverters one by one. */
  public static final int AT_ONCE = 200;

  /** 50 a second. */
  static final int A_TICK = 10;

  private final Runnable pause;
  private final Runnable resume;
  private int left = AT_ONCE;

  /**
   * @param pause stops reading
   * @param resume resumes reading
   */
  ClientPace(Runnable pause, Runnable resume) {
    this.pause = pause;
    this.resume = resume;
  }

  /** One frame was read. */
  void spend() {
    left--;
    if (left == 0) {
      pause.run();
    }
  }

  /** A tick is over. */
  void tick() {
    boolean waits = left <= 0;
    left = Math.min(AT_ONCE, left + A_TICK);
    if (waits && left > 0) {
      resume.run();
    }
  }
}
