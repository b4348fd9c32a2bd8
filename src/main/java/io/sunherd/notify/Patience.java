package io.sunherd.notify;

import java.time.Duration;

/**
 * How long an answer may take.
 *
 * @param http of a web server
 * @param mail of a mail server, which may look through a message for minutes before it takes it
 */
record Patience(Duration http, Duration mail) {
  /** The mail server's is what RFC 5321, 4.5.3.2.6 asks for. */
  static final Patience USUAL = new Patience(Duration.ofSeconds(30), Duration.ofMinutes(10));

  /** Somebody waits for the end of a test. */
  static final Patience OF_TEST = new Patience(USUAL.http(), Duration.ofMinutes(1));
}
