package io.sunherd.inverter.exchange;

import io.sunherd.bus.Ask;
import io.sunherd.bus.Failure;
import io.sunherd.protocol.table.Request;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The messages that wait for a reading, by request: one exchange serves all that ask the same. */
public final class RequestQueue {
  private final Map<String, List<Waiter>> queue = new LinkedHashMap<>();
  private final Map<String, Request> requests = new LinkedHashMap<>();

  private record Waiter(Message<Ask> message, long deadline) {}

  /** Adds a message that waits for the answer to a request. */
  public void add(Request request, Message<Ask> message, long now) {
    long deadline = now + message.body().ttlMs() * 1_000_000;
    requests.put(request.text(), request);
    queue
        .computeIfAbsent(request.text(), text -> new ArrayList<>())
        .add(new Waiter(message, deadline));
  }

  /** The request that has waited longest and has not expired, or null. */
  public @Nullable Request next(long now) {
    while (!requests.isEmpty()) {
      Map.Entry<String, Request> first = requests.entrySet().iterator().next();
      List<Waiter> waiters = queue.getOrDefault(first.getKey(), List.of());
      if (waiters.stream().anyMatch(waiter -> waiter.deadline() - now > 0)) {
        return first.getValue();
      }
      requests.remove(first.getKey());
      queue.remove(first.getKey());
    }
    return null;
  }

  /** Replies to all that asked this with the outcome. */
  public void settle(Request request, ExchangeOutcome outcome) {
    if (outcome instanceof ExchangeOutcome.Answered answered) {
      settle(request.text(), message -> message.reply(answered.reading()));
    } else if (outcome instanceof ExchangeOutcome.Failed failed) {
      settle(request.text(), message -> failed.failure().reply(message, failed.sentence()));
    }
  }

  /** Fails all waiting messages. */
  public void failAll(Failure failure, String sentence) {
    for (String text : List.copyOf(requests.keySet())) {
      settle(text, message -> failure.reply(message, sentence));
    }
  }

  private void settle(String text, Consumer<Message<Ask>> answer) {
    requests.remove(text);
    List<Waiter> waiters = queue.remove(text);
    if (waiters != null) {
      waiters.forEach(waiter -> answer.accept(waiter.message()));
    }
  }
}
