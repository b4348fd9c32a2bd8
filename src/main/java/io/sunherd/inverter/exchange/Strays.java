package io.sunherd.inverter.exchange;

import io.sunherd.inverter.unit.Bounded;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests whose replies were given up, but may still come. No reply carries the name of its
 * request: a late one would be taken for the reply to the next request that is answered in the same
 * shape (PI18's ACCT and ACLT, ET and ED, PGS of two units). A unit replies in the order in which
 * it is asked, so that any other reply ends the doubt. They outlive the opening of a line: an
 * adapter may keep what comes meanwhile.
 */
public final class Strays {
  /** No reply comes later than that. */
  private static final long LATEST_NANOS = Duration.ofSeconds(10).toNanos();

  private static final int MOST = 64;

  private final Map<String, Stray> strays = Bounded.map(MOST);

  private @Nullable String order;
  private long orderSince;

  private record Stray(Request request, long since) {
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
    strays.put(request.text(), new Stray(request, now));
  }

  /** Another request that a payload may be the late reply to, if there is one. */
  Optional<String> sender(Request request, String payload, long now) {
    return strays.values().stream()
        .filter(stray -> now - stray.since <= LATEST_NANOS)
        .filter(stray -> !stray.request.inquiry().isNamed())
        .filter(stray -> !stray.request.text().equals(request.text()) && stray.fits(payload))
        .map(stray -> stray.request.text())
        .findFirst();
  }

  /**
   * A request was answered, and behind its reply no older one can come. Where the request itself
   * was given up before, the reply may be that to the earlier one, and nothing is certain.
   */
  void answered(Request request) {
    if (!strays.containsKey(request.text())) {
      strays.clear();
    }
  }
}
