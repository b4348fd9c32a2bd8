package io.sunherd.cli;

/** Ends a command with an exit code and one sentence on standard error. */
final class CommandFailure extends RuntimeException {
  private final int exit;

  CommandFailure(int exit, String sentence) {
    super(sentence);
    this.exit = exit;
  }

  int exit() {
    return exit;
  }
}
