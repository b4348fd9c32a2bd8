package io.sunherd.bus;

import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;

/** Why a request got no answer. The code is also the HTTP status. */
public enum Failure {
  BAD_REQUEST(400),
  UNKNOWN(404),
  GARBLED(502),
  /**
   * The inverter does not take the question. To HTTP that is no other answer than a garbled one.
   */
  REFUSED(502),
  OFFLINE(503),
  SILENT(504),
  BUG(500);

  /** What sets a refusal apart on the bus. */
  private static final int REFUSED_ON_BUS = 1502;

  private final int code;

  Failure(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** Fails a request with this reason and one sentence. */
  public void reply(Message<?> message, String sentence) {
    message.fail(this == REFUSED ? REFUSED_ON_BUS : code, sentence);
  }

  /** Whether a request failed because the inverter said that it does not take it. */
  public static boolean isRefusal(Throwable failure) {
    return failure instanceof ReplyException reply && reply.failureCode() == REFUSED_ON_BUS;
  }

  /** The HTTP status of any failed request, those that the bus itself failed included. */
  public static int status(Throwable failure) {
    if (!(failure instanceof ReplyException reply)) {
      return BUG.code;
    }
    return switch (reply.failureType()) {
      case TIMEOUT -> SILENT.code;
      case NO_HANDLERS -> OFFLINE.code;
      case RECIPIENT_FAILURE -> isRefusal(failure) ? REFUSED.code : reply.failureCode();
      case ERROR -> BUG.code;
    };
  }
}
