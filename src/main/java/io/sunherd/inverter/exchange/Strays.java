package io.sunherd.inverter.exchange;

import io.sunherd.inverter.unit.Bounded;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests whose replies were given up, but may still come. No reply carries the name of its
 * request: a late one would be taken for the reply to the next request that is answered in the same
 * shape (PI18's ACCT and ACLT, ET and ED, PGS of two units), or to the same one, asked again when
 * the unit has other values. A unit replies in the order in which it is asked, so that any other
 * reply ends the doubt. They outlive the opening of a line: an adapter may keep what comes
 * meanwhile.
 */
public final class Strays {
  /** No reply comes later than that. */
  private static final long LATEST_NANOS = Duration.ofSeconds(10).toNanos();

  private static final int MOST = 64;

  private final Map<String, Stray> strays = Bounded.map(MOST);

  private @Nullable String order;
  private long orderSince;

  /**
   * A request that was given up.
   *
   * @param first when that was for the first time
   * @param last when it was last
   * @param end until when its reply may come
   */
  private record Stray(Request request, long first, long last, long end) {
    boolean mayCome(long now) {
      return now - end <= 0;
    }

    boolean isBehind(Stray other) {
      return first - other.last > 0;
    }

    boolean fits(String payload) {
      try {
        request.inquiry().decode(payload);
        return true;
      } catch (ProtocolException e) {
        return false;
      }
    }
  }

  /**
   * An order was not answered, or not so that it could be believed. What answers it looks like what
   * answers any other, and some units go on answering inquiries before it comes.
   */
  void gaveUpOrder(String text, long now) {
    order = text;
    orderSince = now;
  }

  /** An order whose answer may still come. */
  Optional<String> order(long now) {
    return Optional.ofNullable(order).filter(text -> now - orderSince <= LATEST_NANOS);
  }

  /** The answer to an order came where none was expected any more. */
  void orderAnswered() {
    order = null;
  }

  /** A request was not answered, or not so that it could be believed. */
  void gaveUp(Request request, long now) {
    gaveUp(request, now, now + LATEST_NANOS);
  }

  /**
   * What answered a request may have been an older reply, so that its own may still come. Where
   * that was known of it before, the doubt ends when it would have: where nothing else is answered,
   * it would never end.
   */
  void dropped(Request request, long now) {
    Stray before = find(request, now);
    gaveUp(request, now, before == null ? now + LATEST_NANOS : before.end);
  }

  private void gaveUp(Request request, long now, long end) {
    Stray before = find(request, now);
    strays.put(request.text(), new Stray(request, before == null ? now : before.first, now, end));
  }

  /** Whether any reply may still come that was given up. */
  boolean mayCome(long now) {
    return strays.values().stream().anyMatch(stray -> stray.mayCome(now));
  }

  /** Whether a reply to the same request may still come, which was given up before. */
  boolean mayCome(Request request, long now) {
    return find(request, now) != null;
  }

  /** When the request was given up last, which it was. */
  long gaveUpLast(Request request) {
    return Objects.requireNonNull(strays.get(request.text()), "it was given up").last;
  }

  /** Whether a reply to one can only come behind all of another that was given up. */
  boolean isBehind(Request one, Request other, long now) {
    Stray first = find(other, now);
    Stray second = find(one, now);
    return first == null || second == null || second.isBehind(first);
  }

  private @Nullable Stray find(Request request, long now) {
    Stray stray = strays.get(request.text());
    return stray != null && stray.mayCome(now) ? stray : null;
  }

  /**
   * Another request that a payload may be the late reply to, or the same one of before, if there is
   * one.
   *
   * @param asked when the request was asked for: of what was given up since, either reply is good
   */
  Optional<String> sender(Request request, String payload, long asked, long now) {
    return strays.values().stream()
        .filter(stray -> stray.mayCome(now))
        .filter(
            stray ->
                stray.request.text().equals(request.text())
                    ? stray.first - asked <= 0
                    : !stray.request.inquiry().isNamed() && stray.fits(payload))
        .map(stray -> stray.request.text())
        .findFirst();
  }

  /**
   * A request was answered, and behind its reply no older one can come. Where the request itself
   * was given up before, the reply may be that to the earlier one, and only what was given up
   * before that is over.
   */
  void answered(Request request, long now) {
    strays.values().removeIf(stray -> !stray.mayCome(now));
    Stray same = strays.get(request.text());
    if (same == null) {
      strays.clear();
    } else {
      strays
          .values()
          .removeIf(stray -> stray.first - same.first < 0 && stray.last - same.first < 0);
    }
  }
}
