package io.sunherd.bus;

/**
 * A part whose stop may take long. These methods are called by the one that stops it, on any
 * thread, while the part's own thread may be blocked.
 */
public interface Leaving {

  /** The part is about to be stopped: it gives up all waiting, unless an order is being sent. */
  void hurry();

  /** The part did not stop in time and is left behind: it must not take any more requests. */
  void abandon();
}
