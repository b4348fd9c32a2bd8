package io.sunherd.web.cmds;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import io.sunherd.request.Problem;
import io.sunherd.web.live.Held;
import io.sunherd.web.live.LiveUnit;
import io.sunherd.web.live.Newest;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Answers inquiries to an inverter: from memory where that is fresh enough, else by asking it.
 * Equal inquiries at the same time share one request. Every failure is a {@link Problem}.
 */
public final class Questions {
  private static final long TTL_MS = 10_000;
  private static final long MAX_AGE_UNPOLLED_MS = 1_000;
  private static final int MOST_WAITING = 256;

  private final Newest newest;
  private final EventBus bus;
  private final Map<Question, Future<Held>> waiting = new HashMap<>();

  private record Question(String inverter, String code) {}

  /** Sends the inquiries over this bus that memory cannot answer. */
  public Questions(Newest newest, EventBus bus) {
    this.newest = newest;
    this.bus = bus;
  }

  /**
   * A reading of one inverter.
   *
   * @param cmd name or code of the inquiry
   * @param maxAgeMs how old it may be; by default twice its poll interval
   */
  Future<Held> answer(LiveUnit unit, String cmd, OptionalLong maxAgeMs) {
    Request request = unit.dialect().request(cmd).orElse(null);
    if (request == null) {
      return Future.failedFuture(notAnInquiry(unit.dialect(), cmd));
    }
    // A unit seen through a neighbour has its own number on that bus, not the inquiry's default.
    boolean own = unit.via().isPresent() && request.inquiry().name().equals(cmd);
    Held named = own ? unit.named(cmd) : null;
    Held held = named == null ? unit.reading(request.text()) : named;
    boolean offline = unit.state() != null && unit.condition() == Condition.OFFLINE;
    // Readings of an offline unit are used only where the request names a maximum age.
    if (held != null && !(offline && maxAgeMs.isEmpty()) && fresh(held, maxAgeMs)) {
      return Future.succeededFuture(held);
    }
    return offline ? Future.failedFuture(offline(unit)) : ask(unit, own ? cmd : request.text());
  }

  private boolean fresh(Held held, OptionalLong maxAgeMs) {
    long every = held.reading().everyMs();
    long limit = maxAgeMs.orElse(every > 0 ? 2 * every : MAX_AGE_UNPOLLED_MS);
    return held.ageMs(newest.nowMs()) <= limit && limit > 0;
  }

  private Future<Held> ask(LiveUnit unit, String code) {
    Question question = new Question(unit.id(), code);
    Future<Held> asked = waiting.get(question);
    if (asked != null) {
      return asked;
    }
    if (waiting.size() >= MOST_WAITING) {
      return Future.failedFuture(
          new Problem(Failure.OFFLINE, "Too many questions are waiting; ask again shortly."));
    }
    // Age 0, since a request that joins this one while it is under way may want that.
    Future<Held> answer =
        bus.<Reading>request(
                Addresses.ask(unit.id()),
                new Ask(code, 0, TTL_MS),
                new DeliveryOptions().setSendTimeout(TTL_MS))
            .map(message -> unit.accept(message.body(), newest.nowMs()))
            .recover(failure -> Future.failedFuture(Problem.of(failure, unit.id(), code)));
    waiting.put(question, answer);
    return answer.onComplete(done -> waiting.remove(question));
  }

  private static Problem offline(LiveUnit unit) {
    InverterState state = unit.state();
    String error = state == null ? null : state.error();
    return new Problem(
        Failure.OFFLINE, unit.id() + " is offline" + (error == null ? "." : ": " + error));
  }

  private static Problem notAnInquiry(Dialect dialect, String cmd) {
    String quoted = Problem.quote(cmd);
    boolean setting =
        dialect.settings().stream().anyMatch(s -> s.code().equals(cmd) || s.name().equals(cmd))
            || dialect.assignment(cmd).isPresent();
    return new Problem(
        Failure.BAD_REQUEST,
        (setting ? quoted + " sets something and cannot be read" : "There is no cmd " + quoted)
            + "; known are "
            + dialect.names()
            + ".");
  }
}
