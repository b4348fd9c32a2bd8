package io.sunherd.inverter.exchange;

/** The device did not answer in time. The message is one sentence. */
public final class SilentException extends Exception {
  private final boolean brokenOff;

  /** A silence, in one sentence. */
  public SilentException(String message) {
    this(message, false);
  }

  /**
   * @param brokenOff whether a reply began, this or an older one, and did not end in time
   */
  SilentException(String message, boolean brokenOff) {
    super(message);
    this.brokenOff = brokenOff;
  }

  /**
   * Whether a reply, even an older one, began and did not end in time: then the device is not
   * silent.
   */
  public boolean isBrokenOff() {
    return brokenOff;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
