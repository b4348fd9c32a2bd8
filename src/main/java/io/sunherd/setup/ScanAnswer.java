package io.sunherd.setup;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.Verdict;
import io.sunherd.herd.Glance;
import io.sunherd.inverter.Scan.Found;
import io.sunherd.inverter.Sight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The results of a scan, as the API tells them. */
final class ScanAnswer {
  private static final String FOUND = "found";
  private static final String LIVE = "live";
  private static final String AGE = "age_ms";

  private ScanAnswer() {}

  /** What is on a device, or on the bus of it. */
  static Map<String, @Nullable Object> found(Found found, long nowNanos) {
    Map<String, @Nullable Object> live = live(found.sight(), nowNanos);
    String device = found.device().toString();
    return found.unit() == null
        ? device(device, found, live)
        : onBus(device, found.unit(), found.serial(), found.system(), found.mode(), live);
  }

  private static Map<String, @Nullable Object> device(
      String device, Found found, @Nullable Map<String, @Nullable Object> live) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("device", device);
    json.put("protocol", found.protocol());
    json.put("model", found.model());
    json.put("serial", found.serial());
    json.put("system", found.system());
    json.put("number", found.number());
    json.put("notes", found.notes());
    json.put("configured", null);
    json.put(LIVE, live);
    json.put("error", found.error());
    return json;
  }

  /** What is configured, from what is known of it; its readings are told elsewhere. */
  static Map<String, @Nullable Object> configured(InverterState state, @Nullable Member member) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("device", state.device());
    json.put("protocol", state.protocol());
    json.put("model", state.model());
    json.put("serial", state.serial());
    json.put("system", member == null ? null : member.system());
    json.put("number", member == null || member.system() == null ? null : member.number());
    json.put("notes", state.notes());
    json.put("configured", state.inverter());
    json.put(LIVE, null);
    json.put("error", state.condition() == Condition.ONLINE ? null : state.error());
    return json;
  }

  /** A unit on the bus of a configured one. */
  static Map<String, @Nullable Object> member(Member member, @Nullable Sight sight, long now) {
    Map<String, @Nullable Object> live = live(sight, now);
    Object mode = live == null ? null : live.get("mode");
    return onBus(
        member.via(),
        member.number(),
        member.serial(),
        member.system(),
        mode == null ? member.mode() : mode.toString(),
        live);
  }

  /** A unit without a cable of its own. */
  private static Map<String, @Nullable Object> onBus(
      String via,
      int unit,
      @Nullable String serial,
      @Nullable String system,
      @Nullable String mode,
      @Nullable Map<String, @Nullable Object> live) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("via", via);
    json.put("unit", unit);
    json.put("serial", serial);
    json.put("system", system);
    json.put("mode", mode);
    json.put("configured", null);
    json.put(LIVE, live);
    return json;
  }

  /** What it does, and how long ago that was asked; null where nothing was told. */
  private static @Nullable Map<String, @Nullable Object> live(
      @Nullable Sight sight, long nowNanos) {
    if (sight == null || sight.readings().isEmpty()) {
      return null;
    }
    Map<String, @Nullable Object> live =
        Glance.of(sight.dialect(), sight.readings(), sight.refused());
    live.put(AGE, TimeUnit.NANOSECONDS.toMillis(nowNanos - sight.nanos()));
    return live;
  }

  /** The same answer, sent so much later than it was made. */
  static Verdict later(Verdict verdict, long nanos) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>(verdict.body());
    if (body.get(FOUND) instanceof List<?> found) {
      body.put(FOUND, found.stream().map(one -> older(one, nanos)).toList());
    }
    return new Verdict(verdict.status(), body);
  }

  private static Object older(Object one, long nanos) {
    if (!(one instanceof Map<?, ?> place)
        || !(place.get(LIVE) instanceof Map<?, ?> live)
        || !(live.get(AGE) instanceof Long age)) {
      return one;
    }
    Map<Object, @Nullable Object> aged = new LinkedHashMap<>(live);
    aged.put(AGE, age + TimeUnit.NANOSECONDS.toMillis(nanos));
    Map<Object, @Nullable Object> all = new LinkedHashMap<>(place);
    all.put(LIVE, aged);
    return all;
  }
}
