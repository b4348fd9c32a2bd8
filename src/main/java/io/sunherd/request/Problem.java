package io.sunherd.request;

import io.sunherd.bus.Failure;
import io.vertx.core.eventbus.ReplyException;
import java.util.Map;

/** Why a request failed: an HTTP status and one sentence. The only error format of the API. */
public final class Problem extends RuntimeException {
  private static final int LONGEST_QUOTE = 40;

  private final int status;
  private final String sentence;
  private final Map<String, String> headers;

  /** A problem with an HTTP status of its own. */
  public Problem(int status, String sentence) {
    this(status, sentence, Map.of());
  }

  private Problem(int status, String sentence, Map<String, String> headers) {
    super(sentence, null, false, false);
    this.status = status;
    this.sentence = sentence;
    this.headers = headers;
  }

  /** A problem with the HTTP status of a failure. */
  public Problem(Failure failure, String sentence) {
    this(failure.code(), sentence);
  }

  /** The problem for a failed request to an inverter. */
  public static Problem of(Throwable failure, String inverter, String text) {
    if (failure instanceof Problem problem) {
      return problem;
    }
    int status = Failure.status(failure);
    if (!(failure instanceof ReplyException reply) || status < 400 || status > 599) {
      return new Problem(
          Failure.BUG,
          "Asking " + inverter + " for " + text + " went wrong inside the hub: " + failure + ".");
    }
    return switch (reply.failureType()) {
      case TIMEOUT -> new Problem(status, inverter + " did not answer " + text + " in time.");
      case NO_HANDLERS -> new Problem(status, inverter + " has not started; ask again shortly.");
      case RECIPIENT_FAILURE, ERROR -> new Problem(status, String.valueOf(reply.getMessage()));
    };
  }

  /** The same problem with one more header. */
  public Problem with(String header, String value) {
    return new Problem(status, sentence, Map.of(header, value));
  }

  /** The headers of the answer. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What is wrong and what to do. */
  public String sentence() {
    return sentence;
  }

  /** The problem as a JSON object. */
  public Map<String, Object> json() {
    return Map.of("error", sentence);
  }

  /** A text of a request for a sentence: shortened, whatever was sent. */
  public static String quote(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }
}
