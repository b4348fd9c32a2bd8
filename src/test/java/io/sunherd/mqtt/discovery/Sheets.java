package io.sunherd.mqtt.discovery;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.history.energy.Meter;
import io.sunherd.mqtt.discovery.UnitSheet.Told;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.sim.Asking;
import io.sunherd.sim.firmware.SimulatedUnit;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What documents are made of in tests. */
final class Sheets {
  static final HubSheet READING = new HubSheet("sunherd", "7f3a", "1.2.3", null, 5_000, false);
  static final HubSheet WRITING =
      new HubSheet("sunherd", "7f3a", "1.2.3", "http://192.168.1.5:8889/", 5_000, true);
  static final String SERIAL = "92932004102441";
  static final Set<Meter> ALL = EnumSet.allOf(Meter.class);

  private Sheets() {}

  static InverterState state(String id, String serial, Dialect dialect) {
    return new InverterState(
        id,
        Condition.ONLINE,
        0,
        "sim:" + id,
        dialect.id(),
        "MKS2-5000",
        serial,
        "00072.70",
        null,
        null,
        List.of());
  }

  /** Everything a simulated unit answers, by the code. */
  static Map<String, Map<String, Object>> readings(String profile) {
    SimulatedUnit unit = Asking.unit(profile, Asking.at(Asking.NOON));
    Map<String, Map<String, Object>> readings = new LinkedHashMap<>();
    for (Inquiry inquiry : unit.dialect().inquiries()) {
      if (inquiry.argument() == null || inquiry.argument().usual() != null) {
        try {
          String code = unit.dialect().request(inquiry.code()).orElseThrow().text();
          if (Asking.ask(unit, code) instanceof Reply.Text text) {
            readings.put(inquiry.code(), inquiry.decode(text.payload()));
          }
        } catch (ProtocolException e) {
          throw new AssertionError(profile + " " + inquiry.code(), e);
        }
      }
    }
    return readings;
  }

  /** A unit that has told these, by the code, and is polled for them. */
  static UnitSheet unit(
      HubSheet hub, String id, Dialect dialect, Map<String, Map<String, Object>> readings) {
    Map<String, Told> told = new HashMap<>();
    readings.forEach(
        (code, data) -> {
          Inquiry inquiry = dialect.inquiry(code).orElseThrow();
          Set<String> keys =
              data.entrySet().stream()
                  .filter(one -> one.getValue() != null)
                  .map(Map.Entry::getKey)
                  .collect(Collectors.toSet());
          told.put(inquiry.name(), new Told(Math.max(1_000, inquiry.every().toMillis()), keys));
        });
    return new UnitSheet(
        hub,
        state(id, SERIAL, dialect),
        dialect,
        told,
        ALL,
        ShownRows.of(dialect, readings),
        Set.of());
  }

  static UnitSheet simulated(HubSheet hub, String id, String profile) {
    Dialect dialect = Asking.unit(profile, Asking.at(Asking.NOON)).dialect();
    return unit(hub, id, dialect, readings(profile));
  }

  /** A document as it is read from its text. */
  static JsonObject json(Map<String, Object> document) {
    return new JsonObject(Json.encode(document));
  }

  static JsonObject document(UnitSheet sheet) {
    return json(Discovery.unit(sheet));
  }
}
