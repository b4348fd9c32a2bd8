package io.sunherd.web.api;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.LinkStatistics;
import io.sunherd.bus.Member;
import io.sunherd.bus.Reading;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.Held;
import io.sunherd.web.live.LiveUnit;
import io.sunherd.web.live.Newest;
import io.sunherd.web.live.UnitMap;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** GET /api/v1/inverters and /api/v1/inverters/ID: what is known of the inverters. */
public final class InvertersHandler implements Handler<RoutingContext> {
  private final Newest newest;

  /** Answers from these newest values. */
  public InvertersHandler(Newest newest) {
    this.newest = newest;
  }

  @Override
  public void handle(RoutingContext context) {
    String id = context.pathParam("id");
    Object body = id == null ? all() : withReadings(newest.unit(id), reading -> true);
    Respond.json(context, 200, body);
  }

  private Map<String, Object> all() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("inverters", newest.units().stream().map(this::described).toList());
    json.put("found", newest.unconfigured().stream().map(InvertersHandler::described).toList());
    json.put("time_zone", newest.zone().getId());
    json.put("grid", newest.grid());
    return json;
  }

  /** An inverter's identity and state, without its readings. */
  public Map<String, @Nullable Object> described(LiveUnit unit) {
    InverterState state = unit.state();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", unit.id());
    json.put("state", unit.condition().word());
    json.put("since", state == null ? null : Instant.ofEpochMilli(state.since()).toString());
    json.put("device", state == null ? null : state.device());
    json.put("protocol", state == null ? null : state.protocol());
    json.put("model", state == null ? null : state.model());
    json.put("serial", state == null ? null : state.serial());
    json.put("firmware", state == null ? null : state.firmware());
    json.put("via", unit.via().orElse(null));
    json.putAll(new UnitMap(newest).of(unit));
    json.put("last_error", state == null ? unit.id() + " has not started." : state.error());
    json.put("notes", state == null ? List.of() : state.notes());
    json.put("line", unit.link().map(InvertersHandler::line).orElse(null));
    Map<String, Long> ages = new LinkedHashMap<>();
    unit.readings().forEach(held -> ages.put(held.reading().command(), held.ageMs(newest.nowMs())));
    json.put("ages_ms", ages);
    return json;
  }

  /** How its line has been since the hub started this inverter. */
  private static Map<String, Object> line(LinkStatistics link) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("answered", link.exchanges().stream().mapToLong(Long::longValue).sum());
    json.put("retries", link.retries());
    json.put("timeouts", link.timeouts());
    json.put("garbled", link.crcErrors() + link.garbled());
    json.put("use", link.use());
    return json;
  }

  /**
   * A unit that was found, but is not configured. Without a cable of its own its role is unknown.
   */
  private static Map<String, @Nullable Object> described(Newest.Found found) {
    Member member = found.member();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("serial", member.serial());
    json.put("system", member.system());
    json.put("via", member.via());
    json.put("unit", member.number());
    json.put("role", null);
    json.put("output_mode", member.outputMode());
    json.put("phase", UnitMap.phase(member.outputMode()));
    json.put("mode", member.mode());
    json.put("since", Instant.ofEpochMilli(found.since()).toString());
    json.put("at", Instant.ofEpochMilli(member.at()).toString());
    return json;
  }

  /**
   * An inverter with the wanted readings. A reading whose name is also one of the inverter's own
   * keys (firmware) appears under its code.
   */
  public Map<String, @Nullable Object> withReadings(LiveUnit unit, Predicate<Reading> wanted) {
    Map<String, @Nullable Object> json = described(unit);
    for (Held held : unit.readings()) {
      Reading reading = held.reading();
      if (wanted.test(reading)) {
        json.put(
            json.containsKey(reading.command()) ? reading.code() : reading.command(), json(held));
      }
    }
    return json;
  }

  /** A reading with its age. */
  public Map<String, Object> json(Held held) {
    Reading reading = held.reading();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", Instant.ofEpochMilli(reading.at()).toString());
    json.put("age_ms", held.ageMs(newest.nowMs()));
    json.put("code", reading.code());
    json.put("every_ms", reading.everyMs());
    json.put("raw", reading.raw());
    json.put("data", reading.data());
    return json;
  }
}
