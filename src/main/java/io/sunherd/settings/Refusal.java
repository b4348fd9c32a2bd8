package io.sunherd.settings;

import io.sunherd.bus.Failure;
import io.sunherd.bus.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a request was refused: an HTTP status, one sentence, and details that help. */
final class Refusal extends RuntimeException {
  private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);

  static final int FORBIDDEN = 403;
  static final int CONFLICT = 409;
  static final int TOO_MANY = 429;

  private final int status;
  private final Map<String, @Nullable Object> body = new LinkedHashMap<>();

  Refusal(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
    body.put("error", sentence);
  }

  static Refusal bad(String sentence) {
    return new Refusal(Failure.BAD_REQUEST.code(), sentence);
  }

  static Refusal unknown(String sentence) {
    return new Refusal(Failure.UNKNOWN.code(), sentence);
  }

  static Refusal unavailable(String sentence) {
    return new Refusal(Failure.OFFLINE.code(), sentence);
  }

  /** The refusal of a failed future; any other failure is a bug of the hub. */
  static Refusal of(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      return refusal;
    }
    LOG.error("A write failed inside the hub; please report this", failure);
    return new Refusal(Failure.BUG.code(), "This went wrong inside the hub: " + failure + ".");
  }

  /** The same refusal with one more detail. */
  Refusal with(String key, @Nullable Object value) {
    body.put(key, value);
    return this;
  }

  /** The same refusal, naming the unit, for a request to several units. */
  Refusal about(String unit) {
    String sentence = sentence();
    Refusal told =
        new Refusal(status, sentence.startsWith(unit + " ") ? sentence : unit + ": " + sentence);
    body.forEach(told.body::putIfAbsent);
    return told;
  }

  int status() {
    return status;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }

  Verdict verdict() {
    return new Verdict(status, body);
  }

  /** The same as the end of a write. */
  CompletedWrite done() {
    return new CompletedWrite(verdict(), null, null, List.of(), null);
  }
}
