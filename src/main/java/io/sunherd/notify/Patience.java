package io.sunherd.notify;

import java.time.Duration;

/**
 * How long is waited for what.
 *
 * @param look until it is looked again whether something is to be told
 * @param http for an answer of a web server
 * @param mail for one of a mail server, which may look through a message for minutes before it
 *     takes it
 */
record Patience(Duration look, Duration http, Duration mail) {
  /** The mail server's is what RFC 5321, 4.5.3.2.6 asks for. */
  static final Patience USUAL =
      new Patience(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(10));

  /** Somebody waits for the end of a test. */
  static final Patience OF_TEST = new Patience(USUAL.look(), USUAL.http(), Duration.ofMinutes(1));
}
