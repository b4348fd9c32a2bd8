package io.sunherd.inverter.exchange;

import io.sunherd.protocol.table.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Replies that were given up, but may still come. One that does not say which unit of the bus it is
 * about would be taken for that to the next question of its kind, and so be told of another unit.
 */
final class Strays {
  /** Nothing comes later than that. */
  private static final long LATEST_NANOS = Duration.ofSeconds(10).toNanos();

  private final Map<String, Stray> strays = new HashMap<>();

  private record Stray(String text, long since) {}

  /** A request went wrong, be it asked again or not. */
  void gaveUp(Request request, long now) {
    if (request.inquiry().isAnonymous()) {
      strays.put(request.inquiry().code(), new Stray(request.text(), now));
    }
  }

  /** The request whose reply could be taken for that to this one, if there is one. */
  Optional<String> confusable(Request request, long now) {
    Stray stray = strays.get(request.inquiry().code());
    return stray == null || stray.text.equals(request.text()) || now - stray.since > LATEST_NANOS
        ? Optional.empty()
        : Optional.of(stray.text);
  }
}
