package io.sunherd.notify;

/** Why a message was not taken: one sentence, and whether it may be sent again. */
final class SendFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is known of the message. */
  enum Kind {
    /** Nothing of it was sent. */
    UNREACHED,
    /** The connection broke before it was sent whole: nobody has it. */
    BROKEN,
    /** It was refused for now. */
    BUSY,
    /** It was refused, and will be refused again. */
    REFUSED,
    /** It may have been sent whole, and there is no answer that tells: somebody may have it. */
    UNSURE
  }

  private final Kind kind;

  SendFailure(Kind kind, String sentence) {
    super(sentence, null, false, false);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** A failure that a sender has made, or one that nobody expected, after which nothing is sure. */
  static SendFailure of(Throwable failure) {
    return failure instanceof SendFailure known
        ? known
        : new SendFailure(Kind.UNSURE, "It failed inside the hub: " + failure + ".");
  }
}
