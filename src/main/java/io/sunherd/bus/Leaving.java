package io.sunherd.bus;

/**
 * A part that may keep whoever ends it waiting. Called by that one, on any thread, while the part's
 * own may be held up.
 */
public interface Leaving {

  /**
   * It is about to be ended: whatever it waits for is to be given up, if no order is sent there.
   */
  void hurry();

  /** It did not end in time and is left behind: it is not to be asked any more. */
  void abandon();
}
