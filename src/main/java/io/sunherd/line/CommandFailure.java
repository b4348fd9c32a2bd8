package io.sunherd.line;

/** Ends a command with an exit code and one sentence on standard error. */
public final class CommandFailure extends RuntimeException {
  private final int exit;

  /**
   * @param exit one of {@link Exit}
   */
  public CommandFailure(int exit, String sentence) {
    super(sentence);
    this.exit = exit;
  }

  /**
   * The same, for a reason.
   *
   * @param exit one of {@link Exit}
   */
  public CommandFailure(int exit, String sentence, Throwable reason) {
    super(sentence, reason);
    this.exit = exit;
  }

  /** The exit code. */
  public int exit() {
    return exit;
  }
}
