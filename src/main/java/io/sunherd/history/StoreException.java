package io.sunherd.history;

import java.util.Objects;

/** The store cannot do what it was asked for; the message is one sentence. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  StoreException(String what, Throwable cause) {
    super(what + ": " + firstLine(cause), cause);
  }

  private static String firstLine(Throwable cause) {
    String message = Objects.toString(cause.getMessage(), cause.getClass().getSimpleName());
    String line = message.strip().lines().findFirst().orElse("");
    return line.endsWith(".") ? line : line + ".";
  }
}
