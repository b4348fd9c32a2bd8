package io.sunherd.protocol.frame;

/** Why bytes are no reading, or a text no request. The message is one sentence for the user. */
public final class ProtocolException extends Exception {
  private final Reason reason;

  /** The kinds of error, separate because each needs another reaction. */
  public enum Reason {
    /** No end mark in the bytes that came. */
    INCOMPLETE,
    /** The checksum does not match: noise, or a byte lost. */
    BAD_CRC,
    /** Neither a start mark nor an answer word. */
    NOISE,
    /** The device sent the request back: a wiring loop. */
    ECHO,
    /** The refusal of another protocol family. */
    OTHER_PROTOCOL,
    /** The frame is whole but cannot be the answer to this request. */
    WRONG_SHAPE,
    /** More bytes follow the frame: one of the two is stale. */
    SUSPECT,
    /** The inverter answered NAK. */
    REFUSED,
    /** There is no such command in this protocol. */
    UNKNOWN_COMMAND,
    /** A value that this setting may not have. */
    BAD_VALUE
  }

  public ProtocolException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
