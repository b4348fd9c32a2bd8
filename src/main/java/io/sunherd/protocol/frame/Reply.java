package io.sunherd.protocol.frame;

/** The content of a complete, checked frame. */
public sealed interface Reply {

  /** A payload, without marks and checksum. */
  record Text(String payload) implements Reply {}

  /** ACK: a setting was accepted. */
  record Accepted() implements Reply {}

  /** NAK: unknown command, value out of range, wrong mode or a damaged request. */
  record Refused() implements Reply {}
}
