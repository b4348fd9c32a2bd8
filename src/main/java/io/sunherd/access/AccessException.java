package io.sunherd.access;

import java.io.IOException;

/** Why the users file cannot be read or changed. The message is one sentence. */
public final class AccessException extends IOException {
  AccessException(String message) {
    super(message);
  }

  AccessException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
