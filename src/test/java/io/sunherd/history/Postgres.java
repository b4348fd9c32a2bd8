package io.sunherd.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Whether a PostgreSQL can be run here. */
final class Postgres {
  private Postgres() {}

  /** Skips a test where the server that the tests bring along cannot run. */
  static void required() {
    assumeTrue(
        System.getProperty("os.arch").equals("amd64")
            && System.getProperty("os.name").equals("Linux"),
        "The PostgreSQL of the tests is one for Linux on amd64: run them there, too.");
  }
}
