package io.sunherd.inverter;

import io.sunherd.bus.Freshness;
import io.sunherd.bus.Reading;
import io.sunherd.inverter.exchange.ExchangeOutcome;
import io.sunherd.inverter.exchange.ExchangeOutcome.Answered;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Joined;
import io.sunherd.protocol.table.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts readings together that take several exchanges, as the table says. Each value has its own
 * age: what did not come this time stands as it came before, and is told to be older; what is too
 * old for its kind is null.
 */
final class JointReadings {
  /** One refusal may be chance. */
  private static final int PROOF = 2;

  private final Dialect dialect;
  private final Map<String, Duration> intervals;
  private final Function<Request, ExchangeOutcome> asking;
  private final Predicate<String> untaken;
  private final Set<String> parts;
  private final Map<String, Answered> newest = new HashMap<>();
  private final Set<String> sought = new HashSet<>();
  private final Map<String, Integer> denials = new HashMap<>();

  /**
   * Readings of a unit whose line was opened.
   *
   * @param intervals how often it is asked what, by wire text
   * @param asking asks it, and draws the conclusions
   * @param untaken whether the unit is known not to take a command
   */
  JointReadings(
      Dialect dialect,
      Map<String, Duration> intervals,
      Function<Request, ExchangeOutcome> asking,
      Predicate<String> untaken) {
    this.dialect = dialect;
    this.intervals = intervals;
    this.asking = asking;
    this.untaken = untaken;
    this.parts =
        dialect.inquiries().stream()
            .flatMap(row -> row.joined().stream())
            .map(Joined::code)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The unit has said that it does not take a command that it never took. */
  void denied(String code) {
    if (parts.contains(code) && !newest.containsKey(code)) {
      denials.merge(code, 1, Integer::sum);
    }
  }

  /** What was answered, with all that the table says its reading tells besides. */
  Answered complete(Request request, Answered answered) {
    Map<String, Long> older = new LinkedHashMap<>();
    Map<String, @Nullable Object> values = answered.reading().data();
    for (Joined part : request.inquiry().joined()) {
      String text = part.text(values).orElse(null);
      if (text != null) {
        seek(part, text);
      }
      if (!part.isAskedAlong() && isWithout(part.code())) {
        continue;
      }
      Answered known = text == null ? null : standing(part, text, answered);
      values = part.into(values, known == null ? null : known.reading().data());
      long behindMs = known == null ? 0 : behindMs(known, answered);
      if (behindMs > 0) {
        part.keys().forEach(key -> older.put(key, behindMs));
      }
    }
    if (!older.isEmpty()) {
      values = new LinkedHashMap<>(values);
      values.put(Reading.OLDER, older);
    }
    Answered whole =
        request.inquiry().joined().isEmpty()
            ? answered
            : new Answered(answered.reading().telling(values), answered.completed());
    keep(request, whole);
    return whole;
  }

  private void keep(Request request, Answered answered) {
    if (parts.contains(request.inquiry().code())) {
      newest.put(request.text(), answered);
      denials.remove(request.text());
    }
  }

  /** Asks what has no turns of its own; and at first also whether there is what has. */
  private void seek(Joined part, String text) {
    if (part.isAskedAlong()) {
      ask(text);
      return;
    }
    boolean isOpen = sought.add(text) && !isWithout(text);
    for (int tries = 0; isOpen && tries < PROOF; tries++) {
      ask(text);
      isOpen = denials.getOrDefault(text, 0) > tries;
    }
  }

  private boolean isWithout(String code) {
    return !newest.containsKey(code)
        && (untaken.test(code) || denials.getOrDefault(code, 0) >= PROOF);
  }

  private void ask(String text) {
    Request request = dialect.request(text).orElseThrow();
    if (asking.apply(request) instanceof Answered answered) {
      Answered unused = complete(request, answered);
    }
  }

  private @Nullable Answered standing(Joined part, String text, Answered with) {
    Answered known = newest.get(text);
    if (known == null) {
      return null;
    }
    long usualMs = intervals.getOrDefault(text, Duration.ZERO).toMillis();
    long everyMs = part.isAskedAlong() ? with.reading().everyMs() : usualMs;
    return Freshness.isLive(everyMs, behindMs(known, with)) ? known : null;
  }

  private static long behindMs(Answered part, Answered with) {
    return (with.completed() - part.completed()) / 1_000_000;
  }
}
