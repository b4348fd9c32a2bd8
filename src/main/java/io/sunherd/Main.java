package io.sunherd;

import io.sunherd.cli.Sunherd;

/** The program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Sunherd.commandLine().execute(args));
  }
}
