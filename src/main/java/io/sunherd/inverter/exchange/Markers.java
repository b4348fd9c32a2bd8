package io.sunherd.inverter.exchange;

import io.sunherd.inverter.unit.Identity;
import io.sunherd.protocol.frame.Reply;
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
  private final Deque<Answered> recent = new ArrayDeque<>();

  private record Answered(Request request, Reply reply) {}

  Markers(Identity identity, Strays strays) {
    this.identity = identity;
    this.strays = strays;
  }

  /** A request was answered with this payload. */
  void answered(Request request, String payload) {
    recent.removeIf(one -> one.request.text().equals(request.text()));
    recent.addFirst(new Answered(request, new Reply.Text(payload)));
    if (recent.size() > MOST_RECENT) {
      recent.removeLast();
    }
  }

  /**
   * What to ask before that is asked again; first what was answered before, but not in the same
   * shape: a late reply would be taken for that.
   */
  Optional<Request> before(Request next, long now) {
    Stream<Request> likely =
        Stream.concat(Stream.ofNullable(identity.source()), USUAL.stream())
            .flatMap(name -> identity.dialect().request(name).stream());
    Stream<Request> answered =
        recent.stream().filter(one -> !next.isAnsweredBy(one.reply)).map(Answered::request);
    return Stream.concat(answered, likely)
        .filter(other -> !other.text().equals(next.text()))
        .filter(other -> strays.isBehind(other, next, now))
        .findFirst();
  }
}
