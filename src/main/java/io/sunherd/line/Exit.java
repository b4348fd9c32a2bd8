package io.sunherd.line;

/** What the exit codes mean to a script. */
public final class Exit {
  public static final int DONE = 0;
  public static final int UNEXPECTED = 1;
  public static final int WRONG_USAGE = 2;

  /** The inverter replied NAK. */
  public static final int REFUSED_BY_INVERTER = 3;

  /** Time-out, bad checksum, port lost. */
  public static final int NO_VALID_ANSWER = 4;

  /** Forbidden, or a value out of range. */
  public static final int REFUSED_BY_HUB = 5;

  private Exit() {}
}
