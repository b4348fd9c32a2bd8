package io.sunherd.inverter.exchange;

import io.sunherd.inverter.unit.Identity;
import io.sunherd.protocol.table.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be asked to see that no late reply to something else is on its way any more: what the
 * unit is likely to answer. It replies in the order in which it is asked.
 */
final class Markers {
  private static final int MOST_RECENT = 3;

  /** What a unit answers that has not told its number. */
  private static final List<String> USUAL = List.of("settings", "status");

  private final Identity identity;
  private final Strays strays;

  /** What was answered last, the newest first. */
  private final Deque<Request> recent = new ArrayDeque<>();

  Markers(Identity identity, Strays strays) {
    this.identity = identity;
    this.strays = strays;
  }

  /** A request was answered. */
  void answered(Request request) {
    recent.removeIf(one -> one.text().equals(request.text()));
    recent.addFirst(request);
    if (recent.size() > MOST_RECENT) {
      recent.removeLast();
    }
  }

  /** What to ask before that is asked again; first what was answered before. */
  Optional<Request> before(Request next, long now) {
    Stream<Request> likely =
        Stream.concat(Stream.ofNullable(identity.source()), USUAL.stream())
            .flatMap(name -> identity.dialect().request(name).stream());
    return Stream.concat(recent.stream(), likely)
        .filter(other -> !other.text().equals(next.text()))
        .filter(other -> strays.isBehind(other, next, now))
        .findFirst();
  }
}
