package io.sunherd.web.past;

import io.sunherd.bus.Failure;
import io.sunherd.extract.Moments;
import io.sunherd.request.Problem;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A range of time; both ends are inclusive.
 *
 * @param from epoch seconds
 * @param to epoch seconds
 */
record Span(long from, long to) {
  private static final Duration DAY = Duration.ofDays(1);

  /** The range of {@code from} and {@code to}; without them the last 24 hours. */
  static Span of(MultiMap params, Clock clock) {
    return of(params, clock, DAY);
  }

  /** The range of {@code from} and {@code to}; without them so long a time until now. */
  static Span of(MultiMap params, Clock clock, Duration usual) {
    String from = params.get("from");
    String to = params.get("to");
    return valid(
        () -> {
          long end =
              to == null ? clock.instant().getEpochSecond() : Moments.to(to, clock.getZone());
          return new Span(
              from == null ? end - usual.toSeconds() : Moments.from(from, clock.getZone()), end);
        });
  }

  /** The result of parsing a parameter; a failure becomes a problem of the request. */
  static <T> T valid(Supplier<T> check) {
    try {
      return check.get();
    } catch (IllegalArgumentException e) {
      throw new Problem(Failure.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  /** A whole number from 1 to a maximum, or the default without one. */
  static int number(@Nullable String text, String name, int usual, int most) {
    if (text == null) {
      return usual;
    }
    int number = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > most) {
      throw new Problem(
          Failure.BAD_REQUEST,
          name + " is a number from 1 to " + most + ", not " + Problem.quote(text) + ".");
    }
    return number;
  }
}
