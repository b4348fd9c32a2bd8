package io.sunherd.mqtt.order;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Change;
import io.sunherd.bus.PushBattery;
import io.sunherd.bus.Verdict;
import io.sunherd.mqtt.broker.Arrival;
import io.sunherd.mqtt.broker.Outlet;
import io.sunherd.request.FewLines;
import io.sunherd.request.NaturalChange;
import io.sunherd.request.Problem;
import io.sunherd.request.StrictJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders to settings, and readings of the battery, that somebody publishes: each is passed on
 * once, in the order they come, and gets one final answer. For one event loop.
 */
public final class MqttOrders {
  /** The most orders without their final answer. */
  static final int MOST_UNDER_WAY = 64;

  private static final Logger LOG = LoggerFactory.getLogger(MqttOrders.class);
  private static final String USER = "mqtt";
  private static final int MOST_LINES = 20;

  /**
   * The most kept orders that are remembered to be cleared; further ones come with the next
   * connection.
   */
  private static final int MOST_HELD = 1_000;

  private final OrderRules rules;
  private final OrderDoors doors;
  private final Outlet outlet;
  private final BooleanSupplier isContested;
  private final Remembered remembered;
  private final FewLines lines;
  private final Set<String> held = new LinkedHashSet<>();
  private final Promise<Void> quiet = Promise.promise();
  private boolean isClosed;
  private int underWay;
  private long done;
  private long refused;
  private long repeated;
  private long ignored;

  /**
   * @param outlet takes the answers
   * @param isContested whether another hub is on the same base now
   * @param nanos a monotonic clock
   */
  public MqttOrders(
      OrderRules rules,
      OrderDoors doors,
      Outlet outlet,
      BooleanSupplier isContested,
      LongSupplier nanos) {
    this.rules = rules;
    this.doors = doors;
    this.outlet = outlet;
    this.isContested = isContested;
    this.remembered = new Remembered(nanos);
    this.lines = new FewLines(MOST_LINES, nanos);
  }

  /** What is to be subscribed to, with QoS 1, whether writes are allowed or not. */
  public List<String> filters() {
    return OrderTopic.filters(rules.base());
  }

  /** Whether a topic is one of those that these filters are for. */
  public boolean isOrder(String topic) {
    return topic.startsWith(rules.base() + "/") && topic.endsWith("/set");
  }

  /** How many came so far. */
  public OrderCounts counts() {
    return new OrderCounts(done, refused, repeated, ignored, underWay);
  }

  /** Takes no more orders; completes when those under way have their answers. */
  public Future<Void> close() {
    isClosed = true;
    if (underWay == 0) {
      quiet.tryComplete();
    }
    return quiet.future();
  }

  /** Takes a message. An empty one is no order. */
  public void accept(Arrival arrival) {
    OrderTopic topic = OrderTopic.of(rules.base(), arrival.topic());
    if (topic == null) {
      ignored++;
      return;
    }
    if (arrival.payload().length() == 0) {
      return;
    }
    String id = null;
    try {
      clear(topic, arrival);
      OrderBody body = OrderBody.of(arrival.payload());
      id = body.id();
      take(topic, arrival, body);
    } catch (Problem problem) {
      tell(topic, id, Answers.of(problem));
    }
  }

  /** An order that the broker keeps would come again with each subscription. */
  private void clear(OrderTopic topic, Arrival arrival) {
    if (arrival.isRetained() && topic.setting() != null && held.size() < MOST_HELD) {
      held.add(topic.name());
      look();
    }
  }

  /** Clears the orders that the broker has kept, unless another hub is on the same base now. */
  public void look() {
    if (!held.isEmpty() && !isContested.getAsBoolean()) {
      held.forEach(topic -> outlet.keep(topic, Buffer.buffer()));
      held.clear();
    }
  }

  private void take(OrderTopic topic, Arrival arrival, OrderBody body) {
    if (arrival.isRetained()) {
      requireDated(topic, body);
    }
    requireWellFormed(topic);
    Future<Verdict> before = remembered.find(arrival, body.id());
    if (before != null) {
      requireRoom();
      repeated++;
      follow(before).onSuccess(verdict -> answer(topic, body.id(), Answers.again(verdict)));
      return;
    }
    if (isClosed) {
      throw new Problem(503, "The hub is stopping: nothing was sent.");
    }
    String setting = topic.setting();
    Supplier<Future<Verdict>> deed =
        setting == null ? reading(body) : order(topic.inverter(), setting, body);
    requireRoom();
    if (setting != null) {
      outlet.send(topic.result(), Answers.pending(body.id()));
    }
    Future<Verdict> answer = follow(deed.get().otherwise(Answers::of));
    remembered.add(arrival, body.id(), answer);
    answer.onSuccess(
        verdict -> {
          if (isUnsent(verdict)) {
            remembered.forget(answer);
          }
          tell(topic, body.id(), verdict);
        });
  }

  private static void requireWellFormed(OrderTopic topic) {
    if (!topic.isWellFormed()) {
      throw new Problem(
          404,
          "No unit, or no setting, is called so: look at GET /api/v1/inverters/ID/settings for the"
              + " names.");
    }
  }

  /**
   * A kept order is refused, since nobody knows how old it is; a reading of a battery may say its
   * time.
   */
  private static void requireDated(OrderTopic topic, OrderBody body) {
    if (topic.setting() != null) {
      throw new Problem(
          409,
          "The broker has kept this order, and nobody knows how old it is: it was cleared there and"
              + " is not obeyed; publish orders without the retained flag.");
    }
    if (body.values().values().get("at") == null) {
      throw new Problem(
          409,
          "The broker has kept this reading, and nobody knows how old it is: say when it was"
              + " measured (\"at\"), or publish it without the retained flag.");
    }
  }

  /** Whether nothing was sent to any unit: the same order is then a new one when it comes again. */
  private static boolean isUnsent(Verdict verdict) {
    boolean isBusyOrAway = verdict.status() == 503 || verdict.status() == 429;
    return isBusyOrAway && !verdict.body().containsKey("units");
  }

  private void requireRoom() {
    if (underWay >= MOST_UNDER_WAY) {
      throw new Problem(
          429,
          "There are " + MOST_UNDER_WAY + " orders without their answers: wait for these first.");
    }
  }

  /** Counts it until it is answered. */
  private Future<Verdict> follow(Future<Verdict> answer) {
    underWay++;
    return answer.onComplete(
        any -> {
          underWay--;
          if (isClosed && underWay == 0) {
            quiet.tryComplete();
          }
        });
  }

  private Supplier<Future<Verdict>> order(
      @Nullable String inverter, String setting, OrderBody body) {
    requireWrites();
    if (OrderedSettings.isStateless(setting)) {
      throw new Problem(
          403,
          setting
              + " has no state that stays as it was ordered, and is not taken over MQTT: use the"
              + " page or PUT /api/v1/inverters/ID/settings/"
              + setting
              + ".");
    }
    body.values().only(keys(inverter));
    Object value = body.values().scalar(OrderBody.VALUE);
    OrderBody natural = value == null ? body : body.with(OrderedSettings.natural(setting, value));
    Change change = NaturalChange.of(actor(body), inverter, setting, natural.values());
    return () -> doors.settings().apply(change);
  }

  private void requireWrites() {
    if (!rules.writes()) {
      throw new Problem(
          403,
          "Settings are not changed over MQTT here: the hub's owner can allow it with writes: true"
              + " under mqtt in the configuration.");
    }
    if (isContested.getAsBoolean()) {
      throw new Problem(
          409,
          "Another hub is online on the topics of "
              + rules.base()
              + ": nothing is changed over MQTT until each has a base of its own (mqtt.base).");
    }
  }

  private static String[] keys(@Nullable String inverter) {
    return Stream.concat(Stream.of(NaturalChange.keys(inverter)), Stream.of(OrderBody.BY))
        .toArray(String[]::new);
  }

  /** A reading changes no setting: that its source is configured as pushed is what allows it. */
  private Supplier<Future<Verdict>> reading(OrderBody body) {
    StrictJson values = body.values();
    values.only("soc", "volts", "amps", "at", "system");
    PushBattery push = new PushBattery(new Actor(USER, true, rules.broker()), values.values());
    return () -> doors.battery().apply(push);
  }

  private Actor actor(OrderBody body) {
    return new Actor(USER, true, rules.broker(), body.by());
  }

  private void tell(OrderTopic topic, @Nullable String id, Verdict verdict) {
    if (verdict.status() == 200) {
      done++;
    } else {
      refused++;
      log(topic, verdict.status());
    }
    answer(topic, id, verdict);
  }

  private void answer(OrderTopic topic, @Nullable String id, Verdict verdict) {
    outlet.send(topic.result(), Answers.last(id, verdict));
  }

  private void log(OrderTopic topic, int status) {
    int omitted = lines.next();
    if (omitted != FewLines.NONE) {
      LOG.info(
          "What came by MQTT for {} was answered {}; the sender was told why{}.",
          topic.about(),
          status,
          FewLines.before(omitted));
    }
  }
}
