package io.sunherd.web.stream;

/**
 * How fast one client is listened to: many frames at once, then so many a tick. One that sends more
 * is not read for a while, and waits with what it still has to say; nothing of it is lost. For one
 * event loop only.
 */
public final class ClientPace {
  /** How often {@link #tick} is to be called. */
  static final long TICK_MS = 200;

  /** All commands of nine inverters could be subscribed to one by one. */
  public static final int AT_ONCE = 200;

  /** 50 a second. */
  static final int A_TICK = 10;

  private final Runnable pause;
  private final Runnable resume;
  private int left = AT_ONCE;

  /**
   * @param pause stops to read
   * @param resume reads on
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
