package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Restore;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.alarm.ShowAlarms;
import io.sunherd.extract.Archive;
import io.sunherd.web.Contract.Operation;
import io.sunherd.web.GuardedSite.People;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tries every parameter of a query that is described: with it, the answer is another one. */
final class Effects {
  private static final String HISTORY =
      "/api/v1/history?from=2026-06-21T00:00:00Z&to=2026-06-21T00:10:00Z&col=datetime&col=pv_watts";
  private static final String CSV = HISTORY + "&format=csv";
  private static final String ENERGY =
      "/api/v1/energy?from=2026-06-20T00:00:00Z&to=2026-06-21T23:59:59Z";
  private static final String TODAY = "/api/v1/today";
  private static final String GRAPH =
      "/graph?from=2026-06-21T00:00:00Z&to=2026-06-21T00:10:00Z&col_1=pv_watts";
  private static final String IMPORT = "/api/v1/inverters/roof-1/settings/import";

  /** Two requests to an operation that differ by one parameter. */
  private record Row(String operation, String parameter, String without, String with) {
    String method() {
      return operation.split(" ", 2)[0];
    }
  }

  private static final List<Row> TABLE =
      List.of(
          new Row("GET /cmds", "cmd", "/cmds?cmd=status", "/cmds?cmd=operation_mode"),
          new Row("GET /cmds", "inverter", "/cmds?cmd=status", "/cmds?cmd=status&inverter=roof-2"),
          new Row(
              "GET /cmds",
              "merge",
              "/cmds?cmd=status&cmd=QMOD",
              "/cmds?cmd=status&cmd=QMOD&merge=1"),
          new Row("GET /cmds", "raw", "/cmds?cmd=QMOD", "/cmds?cmd=QMOD&raw=1"),
          new Row("GET /cmds", "max_age", "/cmds?cmd=status", "/cmds?cmd=status&max_age=1"),
          new Row("GET /stream", "inverter", "/stream", "/stream?inverter=roof-1"),
          new Row("GET /stream", "cmd", "/stream", "/stream?cmd=operation_mode"),
          new Row(
              "GET /api/v1/protocol",
              "dialect",
              "/api/v1/protocol",
              "/api/v1/protocol?dialect=pi18"),
          new Row("GET /api/v1/history", "inverter", HISTORY, HISTORY + "&inverter=all"),
          new Row("GET /api/v1/history", "from", HISTORY, HISTORY.replace("T00:00", "T00:05")),
          new Row("GET /api/v1/history", "to", HISTORY, HISTORY.replace("T00:10", "T00:05")),
          new Row("GET /api/v1/history", "col", HISTORY, HISTORY + "&col=batt_volt"),
          new Row("GET /api/v1/history", "format", HISTORY, CSV),
          new Row("GET /api/v1/history", "header", CSV, CSV + "&header=1"),
          new Row("GET /api/v1/history", "sep", CSV, CSV + "&sep=tab"),
          new Row("GET /api/v1/history", "time", HISTORY, HISTORY + "&time=iso"),
          new Row("GET /api/v1/history", "points", HISTORY, HISTORY + "&points=2"),
          new Row("GET /api/v1/energy", "inverter", ENERGY, ENERGY + "&inverter=system"),
          new Row("GET /api/v1/energy", "from", ENERGY, ENERGY.replace("20T00", "19T00")),
          new Row("GET /api/v1/energy", "to", ENERGY, ENERGY.replace("21T23", "20T23")),
          new Row("GET /api/v1/energy", "by", ENERGY, ENERGY + "&by=month"),
          new Row("GET /api/v1/today", "inverter", TODAY, TODAY + "?inverter=roof-1"),
          new Row("GET /graph", "inverter", GRAPH, GRAPH + "&inverter=roof-2"),
          new Row("GET /graph", "from", GRAPH, GRAPH.replace("T00:00", "T00:05")),
          new Row("GET /graph", "to", GRAPH, GRAPH.replace("T00:10", "T00:05")),
          new Row("GET /graph", "col_1", GRAPH, GRAPH.replace("pv_watts", "batt_volt")),
          new Row("GET /graph", "col_2", GRAPH, GRAPH + "&col_2=batt_volt"),
          new Row("GET /api/v1/alarms", "active", "/api/v1/alarms", "/api/v1/alarms?active=1"),
          new Row("GET /api/v1/audit", "limit", "/api/v1/audit", "/api/v1/audit?limit=20"),
          new Row("GET /api/v1/audit", "before", "/api/v1/audit", "/api/v1/audit?before=17"),
          new Row(
              "GET /api/v1/audit", "inverter", "/api/v1/audit", "/api/v1/audit?inverter=roof-2"),
          new Row(
              "POST /api/v1/inverters/{id}/settings/import",
              "dry_run",
              IMPORT,
              IMPORT + "?dry_run=0"),
          new Row(
              "POST /api/v1/inverters/{id}/settings/import",
              "serial",
              IMPORT,
              IMPORT + "?serial=1"),
          new Row(
              "POST /api/v1/inverters/{id}/settings/import",
              "confirm",
              IMPORT,
              IMPORT + "?confirm=1"));

  private final Witness witness;
  private final People people;
  private final Lookout lookout = new Lookout();

  Effects(Witness witness, People people) {
    this.witness = witness;
    this.people = people;
  }

  void tryAll(Archive archive) throws InterruptedException {
    try (GuardedSite house = house(archive)) {
      for (Row row : TABLE) {
        house.rig.publish(Rig.status("roof-1", 51.0));
        house.rig.advanceMs(1_500);
        String without = answered(house, row.method(), row.without());
        String with = answered(house, row.method(), row.with());
        assertNotEquals(without, with, row.toString());
      }
    }
  }

  private GuardedSite house(Archive archive) {
    Site site =
        new Site(
            "127.0.0.1",
            0,
            List.of(),
            null,
            null,
            List.of("roof-1", "roof-2"),
            List.of(),
            Path.of("no-such-folder"),
            people.file(),
            false);
    GuardedSite house = new GuardedSite(site.with(archive), lookout::around);
    house.rig.publish(Rig.mode("roof-1"));
    house.rig.publish(Rig.status("roof-2", 50.0));
    house.rig.inverter("roof-2", ask -> ask.reply(Rig.status("roof-2", 50.0)));
    house.settings =
        wish ->
            wish instanceof Restore
                ? new Verdict(
                    200,
                    Map.of(
                        "inverter",
                        "roof-1",
                        "serial",
                        "1",
                        "differences",
                        List.of(),
                        "unknown",
                        List.of(),
                        "written",
                        List.of(),
                        "not_sent",
                        List.of(),
                        "changed",
                        false))
                : wish instanceof ShowAlarms
                    ? new Verdict(200, Map.of("alarms", List.of()))
                    : new Verdict(200, Map.of("entries", List.of(), "findings", List.of()));
    return house;
  }

  /** All that may tell one answer from another, but for its age. */
  private String answered(GuardedSite house, String method, String uri)
      throws InterruptedException {
    if (uri.startsWith("/stream")) {
      JsonObject frame = witness.sees(Listener.connect(house.rig, uri).next());
      frame.remove("seq");
      return frame.encode();
    }
    Asker ann = new Asker(witness, house.rig).with(GuardedSite.bearer(people.annsToken()));
    house.heard();
    Answer answer = ann.ask(200, method, uri, method.equals("GET") ? "" : "buzzer: true");
    return answer.headers().get("content-type") + answer.body() + house.heard();
  }

  /** Nothing is described that no handler asks for, and no handler asks for anything else. */
  void areAllDescribed() {
    Set<String> tried = new TreeSet<>();
    TABLE.forEach(row -> tried.add(row.operation() + " " + row.parameter()));
    Set<String> described = new TreeSet<>();
    Set<String> asked = new TreeSet<>();
    for (Operation operation : witness.contract().operations()) {
      for (JsonObject parameter : operation.parameters("query")) {
        described.add(operation.name() + " " + parameter.getString("name"));
      }
      lookout
          .asked()
          .getOrDefault(operation.route(), Set.of())
          .forEach(name -> asked.add(operation.name() + " " + name));
    }
    assertTrue(asked.size() > 20, asked::toString);
    assertEquals(described, asked);
    assertEquals(described, tried);
  }
}
