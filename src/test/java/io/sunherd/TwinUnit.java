package io.sunherd;

import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Argument;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Joined;
import io.sunherd.protocol.table.Request;
import io.sunherd.sim.Asking;
import io.sunherd.sim.MovingClock;
import io.sunherd.sim.Profiles;
import io.sunherd.sim.firmware.SimulatedUnit;
import io.sunherd.sim.plant.Plant;
import io.sunherd.sim.plant.Profile;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The same unit as a simulated one, without a line: what that one has at any moment. */
public final class TwinUnit {
  private static final Map<Integer, String> PERIODS =
      Map.of(4, "2026", 6, "202606", 8, "20260621", 10, "2026062111");

  private final Profile profile;
  private final MovingClock clock = new MovingClock(Instant.EPOCH);
  private final SimulatedUnit unit;
  private final Map<Instant, Map<String, Optional<Map<String, Object>>>> known = new HashMap<>();
  private final Map<Instant, Map<String, Map<String, Object>>> served = new HashMap<>();

  /**
   * The twin of a unit that stands alone.
   *
   * @param number which one of its simulation, from 1
   */
  public TwinUnit(String profile, long seed, int number) {
    this.profile = Profiles.find(profile).orElseThrow();
    this.unit = new SimulatedUnit(new Plant(this.profile, seed, number, 1, 1, clock), 0);
  }

  /** It itself, at that moment. */
  public SimulatedUnit at(Instant moment) {
    clock.set(moment);
    return unit;
  }

  public Dialect dialect() {
    return profile.dialect();
  }

  /** What goes over the line for each inquiry that it answers. */
  public List<String> texts() {
    return dialect().inquiries().stream()
        .filter(inquiry -> profile.answers().containsKey(inquiry.code()))
        .map(TwinUnit::text)
        .toList();
  }

  private static String text(Inquiry inquiry) {
    Argument argument = inquiry.argument();
    if (argument == null) {
      return inquiry.code();
    }
    String example = argument.example();
    return inquiry.code() + PERIODS.getOrDefault(example.length(), example);
  }

  /** Those whose answers could be taken for answers to another one, at that moment. */
  public List<String> confusable(Instant moment) throws ProtocolException {
    Map<String, String> payloads = new LinkedHashMap<>();
    for (String text : texts()) {
      payloads.put(text, payload(text, moment).orElse(""));
    }
    Set<String> alike = new LinkedHashSet<>();
    for (String one : payloads.keySet()) {
      for (String other : payloads.keySet()) {
        String payload = payloads.get(one);
        if (!one.equals(other) && !payload.equals(payloads.get(other)) && decodes(other, payload)) {
          alike.add(one);
          alike.add(other);
        }
      }
    }
    return List.copyOf(alike);
  }

  private boolean decodes(String text, String payload) {
    try {
      return !request(text).inquiry().decode(payload).containsKey("unknown");
    } catch (ProtocolException e) {
      return false;
    }
  }

  private Request request(String text) {
    return dialect().request(text).orElseThrow();
  }

  private Optional<String> payload(String text, Instant moment) throws ProtocolException {
    return Asking.ask(at(moment), text) instanceof Reply.Text reply
        ? Optional.of(reply.payload())
        : Optional.empty();
  }

  /** What a reading of it has at that moment, with what belongs to it of other replies. */
  public Map<String, Object> values(String text, Instant moment) throws ProtocolException {
    return whole(text, moment).orElseThrow();
  }

  /** The same as it comes over HTTP. */
  public Map<String, Object> served(String text, Instant moment) throws ProtocolException {
    Map<String, Map<String, Object>> then = served.computeIfAbsent(moment, key -> new HashMap<>());
    if (!then.containsKey(text)) {
      String json = new JsonObject(new LinkedHashMap<>(values(text, moment))).encode();
      then.put(text, new JsonObject(json).getMap());
    }
    return then.get(text);
  }

  private Optional<Map<String, Object>> whole(String text, Instant moment)
      throws ProtocolException {
    Map<String, Object> values = own(text, moment).orElse(null);
    if (values == null) {
      return Optional.empty();
    }
    for (Joined part : request(text).inquiry().joined()) {
      String other = part.text(values).orElse(null);
      Map<String, Object> told = other == null ? null : whole(other, moment).orElse(null);
      if (told != null || other == null || part.isAskedAlong()) {
        values = part.into(values, told);
      }
    }
    return Optional.of(values);
  }

  private Optional<Map<String, Object>> own(String text, Instant moment) throws ProtocolException {
    Map<String, Optional<Map<String, Object>>> then =
        known.computeIfAbsent(moment, key -> new HashMap<>());
    if (!then.containsKey(text)) {
      Optional<String> payload = payload(text, moment);
      then.put(
          text,
          payload.isEmpty()
              ? Optional.empty()
              : Optional.of(request(text).inquiry().decode(payload.get())));
    }
    return then.get(text);
  }

  /** What it counts with in a sum at that moment. */
  public long amount(Quantity quantity, Instant moment) throws ProtocolException {
    long amount = 0;
    for (Inquiry carrier : dialect().carriers(quantity)) {
      if (profile.answers().containsKey(carrier.code())) {
        amount += part(carrier, values(carrier.code(), moment), quantity).orElseThrow();
      }
    }
    return amount;
  }

  /** What the values of one reading add to an amount, by the table. */
  public static Optional<Long> part(
      Inquiry inquiry, Map<String, ? extends @Nullable Object> values, Quantity quantity) {
    return inquiry.fields().stream()
        .filter(field -> field.part() != null && field.part().quantity() == quantity)
        .map(field -> values.get(field.key()))
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).longValue())
        .reduce(Long::sum);
  }
}
