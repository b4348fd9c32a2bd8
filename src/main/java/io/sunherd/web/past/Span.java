package io.sunherd.web.past;

import io.sunherd.bus.Failure;
import io.sunherd.extract.Moments;
import io.sunherd.web.http.Problem;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A range of time; both ends are in it.
 *
 * @param from epoch seconds
 * @param to epoch seconds
 */
record Span(long from, long to) {
  private static final Duration DAY = Duration.ofDays(1);

  /** What {@code from} and {@code to} say; without them the last 24 hours. */
  static Span of(MultiMap params, Clock clock) {
    return of(params, clock, DAY);
  }

  /** What {@code from} and {@code to} say; without them so long a time until now. */
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

  /** What a check of a user's words gives, or its sentence as a problem of the request. */
  static <T> T valid(Supplier<T> check) {
    try {
      return check.get();
    } catch (IllegalArgumentException e) {
      throw new Problem(Failure.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  /** A whole number within bounds, or what holds without one. */
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
