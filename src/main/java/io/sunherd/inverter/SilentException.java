package io.sunherd.inverter;

/** The device did not answer in time. The message is one sentence. */
public final class SilentException extends Exception {
  public SilentException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
