package io.sunherd.cli;

/** What the exit codes mean to a script. */
final class Exit {
  static final int DONE = 0;
  static final int UNEXPECTED = 1;
  static final int WRONG_USAGE = 2;

  /** The inverter replied NAK. */
  static final int REFUSED_BY_INVERTER = 3;

  /** Time-out, bad checksum, port lost. */
  static final int NO_VALID_ANSWER = 4;

  /** Forbidden, or a value out of range. */
  static final int REFUSED_BY_HUB = 5;

  private Exit() {}
}
