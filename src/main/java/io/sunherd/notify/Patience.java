package io.sunherd.notify;

import java.time.Duration;

/**
 * How long the parts of this package wait.
 *
 * @param look the time between two checks whether something is to be told
 * @param http the longest wait for the answer of a web server
 * @param mail the longest wait for the answer of a mail server, which may check a message for
 *     minutes before it takes it
 */
record Patience(Duration look, Duration http, Duration mail) {
  /** The usual times; that for a mail server is the one of RFC 5321, 4.5.3.2.6. */
  static final Patience USUAL =
      new Patience(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(10));

  /** The times of a test, since somebody waits for its end. */
  static final Patience OF_TEST = new Patience(USUAL.look(), USUAL.http(), Duration.ofMinutes(1));
}
