package io.sunherd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.bus.Actor;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.Backlog;
import io.sunherd.bus.Change;
import io.sunherd.bus.ConfigState;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarm.State;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A file that is edited while a hub goes by it. */
@Timeout(180)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class LiveConfigTest {
  private static final String HTTP = "http: {host: 127.0.0.1, port: 0}\n";
  private static final int EDITS = 20;

  @TempDir private Path folder;

  private LiveHub started(String inverters) throws Exception {
    return new LiveHub(folder, HTTP + inverters, List::of);
  }

  private record Wanted(String device, int everyMs) {
    String line(String id) {
      return "  - {id: %s, device: 'sim:%s', poll: {status: %dms}}\n"
          .formatted(id, device, everyMs);
    }
  }

  private static String text(int number, Map<String, Wanted> wanted) {
    StringBuilder text = new StringBuilder(HTTP + "# edit " + number + "\ninverters:\n");
    wanted.forEach((id, inverter) -> text.append(inverter.line(id)));
    return wanted.isEmpty() ? HTTP + "# edit " + number + "\n" : text.toString();
  }

  @Test
  void twentyRandomEditsTouchOnlyWhatTheyChange() throws Exception {
    Random random = new Random(20_261_128);
    Map<String, Wanted> now = new LinkedHashMap<>();
    List<String> free = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      free.add("parallel-" + i);
    }
    for (int i = 1; i <= 3; i++) {
      now.put("roof-" + i, new Wanted(free.remove(0), 200));
    }
    try (LiveHub live = new LiveHub(folder, text(0, now), List::of)) {
      for (String id : now.keySet()) {
        live.hub.await(0, id, Condition.ONLINE);
      }
      for (int edit = 1; edit <= EDITS; edit++) {
        Map<String, Wanted> next = new LinkedHashMap<>(now);
        List<String> ids = List.copyOf(now.keySet());
        String some = ids.isEmpty() ? "" : ids.get(random.nextInt(ids.size()));
        int kind = ids.isEmpty() ? 0 : ids.size() > 6 ? 1 : random.nextInt(6);
        switch (kind) {
          case 0 -> next.put("new-" + edit, new Wanted(free.remove(0), 300));
          case 1 -> free.add(next.remove(some).device());
          case 2 -> {
            free.add(now.get(some).device());
            next.put(some, new Wanted(free.remove(0), now.get(some).everyMs()));
          }
          case 3 -> next.put(some, new Wanted(now.get(some).device(), 200 + edit));
          case 4 -> {
            refused(live, text(edit, now) + wrong(random.nextInt(4), some), now);
            continue;
          }
          default -> next.put(some, now.get(some)); // only a comment
        }
        applied(live, text(edit, next), now, next);
        now = next;
      }
    }
  }

  private static String wrong(int kind, String id) {
    return switch (kind) {
      case 0 -> "  - {id: " + id + ", device: 'sim:parallel-9'}\n";
      case 1 -> "  - {id: Wrong Name, device: 'usb:auto'}\n";
      case 2 -> "hisstory: {every: 1s}\n";
      default -> "  - {id: \"\n";
    };
  }

  private void refused(LiveHub live, String text, Map<String, Wanted> now) throws Exception {
    int mark = live.hub.now();
    live.write(text);
    ConfigState state = live.await(mark, s -> !s.mistakes().isEmpty());
    JsonObject told = live.config();
    assertEquals(
        state.mistakes(), told.getJsonObject("refused").getJsonArray("mistakes").getList());
    assertTrue(state.mistakes().get(0).startsWith("hub.yaml"), state.mistakes().toString());
    assertEquals(List.copyOf(now.keySet()), ids(live.hub));
    assertTrue(live.hub.get("/metrics").body().contains("\nsunherd_config_refused 1.0\n"));
    assertTrue(
        live.hub.states(mark).stream().allMatch(one -> one.condition() == Condition.ONLINE),
        "nobody is touched");
  }

  private void applied(
      LiveHub live, String text, Map<String, Wanted> before, Map<String, Wanted> after)
      throws Exception {
    Map<String, Integer> opened = new HashMap<>();
    Map<String, Object> since = since(live.hub);
    before.values().forEach(one -> opened.put(one.device(), live.opened(one.device())));
    String version = live.config().getString("version");
    int mark = live.hub.now();
    live.write(text);
    live.await(mark, s -> s.mistakes().isEmpty() && !s.version().equals(version));
    assertEquals(List.copyOf(after.keySet()), ids(live.hub));
    for (Map.Entry<String, Wanted> one : after.entrySet()) {
      String id = one.getKey();
      if (one.getValue().equals(before.get(id))) {
        assertEquals(opened.get(one.getValue().device()), live.opened(one.getValue().device()), id);
        assertEquals(since.get(id), since(live.hub).get(id), id);
        assertTrue(
            live.hub.states(mark).stream()
                .filter(state -> state.inverter().equals(id))
                .allMatch(state -> state.condition() == Condition.ONLINE),
            id);
      } else {
        // Its former owner may tell once more how it was.
        live.hub.await(
            mark,
            InverterState.class,
            state ->
                state.inverter().equals(id)
                    && state.condition() == Condition.ONLINE
                    && ("sim:" + one.getValue().device()).equals(state.device()));
        live.hub.await(
            mark,
            Reading.class,
            reading ->
                reading.inverter().equals(id)
                    && reading.command().equals("status")
                    && reading.everyMs() == one.getValue().everyMs());
      }
    }
    assertTrue(live.hub.get("/metrics").body().contains("\nsunherd_config_refused 0.0\n"));
    live.hub.awaitTotals(
        mark, totals -> totals.units() == after.size() && totals.counted() == after.size());
  }

  private static List<String> ids(RunningHub hub) throws Exception {
    return new JsonObject(hub.get("/api/v1/inverters").body())
        .getJsonArray("inverters").stream()
            .map(inverter -> ((JsonObject) inverter).getString("id"))
            .toList();
  }

  private static Map<String, Object> since(RunningHub hub) throws Exception {
    Map<String, Object> since = new HashMap<>();
    new JsonObject(hub.get("/api/v1/inverters").body())
        .getJsonArray("inverters")
        .forEach(
            inverter ->
                since.put(
                    ((JsonObject) inverter).getString("id"),
                    ((JsonObject) inverter).getString("since")));
    return since;
  }

  @Test
  void goesToAnotherPortAndStaysWhereThatOneIsTaken() throws Exception {
    try (LiveHub live = started("inverters: [{id: roof-1, device: 'sim:parallel-1'}]\n");
        ServerSocket taken = new ServerSocket(0)) {
      live.hub.await(0, "roof-1", Condition.ONLINE);
      int mark = live.hub.now();
      String body = "inverters: [{id: roof-1, device: 'sim:parallel-1'}]\n";
      live.write("http: {host: 0.0.0.0, port: " + taken.getLocalPort() + "}\n" + body);
      ConfigState state = live.await(mark, s -> !s.mistakes().isEmpty());
      assertTrue(state.mistakes().get(0).contains("in use"), state.mistakes().toString());
      assertEquals(List.of("roof-1"), ids(live.hub), "it serves as before");

      mark = live.hub.now();
      int before = live.hub.port();
      live.write("http: {host: 127.0.0.1, port: 0, cors: ['*']}\n" + body);
      live.await(mark, s -> s.mistakes().isEmpty());
      assertTrue(live.hub.port() != before);
      assertEquals(List.of("roof-1"), ids(live.hub));
      live.hub.awaitStatus(live.hub.now(), "roof-1", 1);
      assertEquals(1, live.opened("parallel-1"), "the inverter was not touched");
      assertEquals(200, live.hub.get("/cmds?cmd=status").statusCode());
    }
  }

  @Test
  void isReadyAgainAfterEveryPartWasPutInAnothersPlace() throws Exception {
    try (LiveHub live = started("inverters: [{id: roof-1, device: 'sim:parallel-1'}]\n")) {
      live.hub.await(0, "roof-1", Condition.ONLINE);
      String version = live.config().getString("version");
      int mark = live.hub.now();
      live.write(
          HTTP
              + "inverters: [{id: roof-1, device: 'sim:parallel-1'}]\n"
              + "history: {every: 1s}\nsettings: {daily-budget: 3}\naccess: {read: users}\n");
      live.await(mark, s -> s.mistakes().isEmpty() && !s.version().equals(version));
      // Until every part has told the new site how it is.
      while (live.hub.get("/health/ready").statusCode() != 200) {
        live.hub.await(mark, PartHealth.class, part -> true);
        mark = live.hub.now();
      }
      assertEquals(403, live.hub.get("/api/v1/inverters").statusCode());
    }
  }

  @Test
  void whatTheGuardianIgnoresIsTakenUpAndNothingElseIsTouched() throws Exception {
    String unit = "  - {id: roof-%1$d, device: 'sim:parallel-%1$d', poll: {settings: 1h}}\n";
    String body = "inverters:\n" + String.format(unit, 1) + String.format(unit, 2);
    try (LiveHub live = started(body)) {
      for (String id : List.of("roof-1", "roof-2")) {
        live.hub.await(0, Reading.class, r -> r.inverter().equals(id) && r.code().equals("QPIRI"));
      }
      Reading settings =
          live.hub.await(
              0, Reading.class, r -> r.inverter().equals("roof-2") && r.code().equals("QPIRI"));
      Map<String, Object> changed = new HashMap<>(settings.data());
      changed.put("max_charging_current", 1);
      Reading other =
          new Reading("roof-2", "settings", "QPIRI", settings.at() + 1, 30_000, "(other", changed);
      awaitDifference(live, other);
      int mark = live.hub.now();
      live.write(HTTP + body + "guardian: {ignore: [max_charging_current]}\n");
      live.hub.awaitTotals(mark, totals -> named(totals).isEmpty());
      assertEquals(
          List.of(2),
          live.hub.totals(mark).stream().map(SystemTotals::counted).distinct().toList(),
          "the totals went on");
      assertEquals(1, live.opened("parallel-1"));
      live.write(HTTP + body);
      awaitDifference(live, other);
    }
  }

  /** Publishes a reading until the totals go by it: those of the unit itself come in between. */
  private static void awaitDifference(LiveHub live, Reading other) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    boolean isSeen = false;
    while (!isSeen) {
      assertTrue(System.nanoTime() < end, "The totals never went by the other unit's setting.");
      int mark = live.hub.now();
      live.hub.publish(other);
      isSeen =
          named(live.hub.awaitTotals(mark, totals -> true)).equals(List.of("max_charging_current"));
    }
  }

  @Test
  void rulesOfAlarmsHoldAtOnce() throws Exception {
    String body = HTTP + "inverters: [{id: roof-1, device: 'serial:/dev/no-such-port'}]\n";
    try (LiveHub live =
        new LiveHub(folder, body + "alarms: {unit_offline: {after: 9h}}\n", List::of)) {
      live.hub.await(0, "roof-1", Condition.OFFLINE);
      int mark = live.hub.now();
      live.write(body + "alarms: {unit_offline: {after: 1s}}\n");
      String id = live.hub.await(mark, Alarm.class, alarm -> alarm.state() == State.RAISED).id();
      mark = live.hub.now();
      live.write(body + "alarms: {unit_offline: {off: true}}\n");
      Alarm over = live.hub.await(mark, Alarm.class, alarm -> alarm.state() == State.CLEARED);
      assertEquals(id, over.id());
      mark = live.hub.now();
      live.write(body + "alarms: {unit_offline: {after: 5}}\n");
      Alarm refused = live.hub.await(mark, Alarm.class, alarm -> alarm.state() == State.RAISED);
      assertEquals(AlarmKind.CONFIG_REFUSED, refused.kind());
    }
  }

  private static List<String> named(SystemTotals totals) {
    return totals.differences().stream().map(SystemTotals.Difference::key).toList();
  }

  @Test
  void aFileThatChangesWhileTheHubStartsIsNotMissed() throws Exception {
    try (LiveHub live =
        new LiveHub(
            folder,
            HTTP + "inverters: [{id: roof-1, device: 'sim:parallel-1'}]\n",
            HTTP + "inverters: [{id: roof-2, device: 'sim:parallel-2'}]\n")) {
      live.hub.await(0, "roof-2", Condition.ONLINE);
      assertEquals(List.of("roof-2"), ids(live.hub));
    }
  }

  @Test
  void aNewNameTakesTheHistoryAlong() throws Exception {
    String text = HTTP + "history: {every: 1s}\ninverters: [{id: %s, device: 'sim:parallel-1'}]\n";
    try (LiveHub live = new LiveHub(folder, text.formatted("roof-1"), List::of)) {
      rowsOf(live, 0, "roof-1");
      String before = live.hub.get("/api/v1/history?inverter=roof-1").body();
      int mark = live.hub.now();
      live.write(text.formatted("attic"));
      live.hub.await(mark, "attic", Condition.ONLINE);
      rowsOf(live, live.hub.now(), "attic");
      String after = live.hub.get("/api/v1/history?inverter=attic").body();
      assertEquals(firstRow(before), firstRow(after));
    }
  }

  private static String firstRow(String rows) {
    return new JsonArray(rows).getJsonObject(0).encode();
  }

  /** Waits until there is a row of an inverter that was read since then. */
  private static void rowsOf(LiveHub live, int since, String id) throws Exception {
    live.hub.awaitStatus(since, id, 1);
    int mark = live.hub.now();
    while (live.hub.get("/api/v1/history?inverter=" + id).body().equals("[]")) {
      live.hub.await(mark, Backlog.class, backlog -> backlog.newestMs() != null);
      mark = live.hub.now();
    }
  }

  @Test
  void anotherTimeZoneIsGoneByAtOnceAndTheSiteGoesOn() throws Exception {
    String herd = "inverters: [{id: roof-1, device: 'sim:parallel-1'}]\n";
    try (LiveHub live = started(herd)) {
      live.hub.await(0, "roof-1", Condition.ONLINE);
      int port = live.hub.port();
      for (String zone : List.of("Asia/Kathmandu", "Pacific/Kiritimati", "America/Adak")) {
        String version = live.config().getString("version");
        int mark = live.hub.now();
        live.write(HTTP + herd + "time-zone: " + zone + "\n");
        live.await(mark, s -> !s.version().equals(version));
        JsonObject told = new JsonObject(live.hub.get("/api/v1/inverters").body());
        assertEquals(zone, told.getString("time_zone"));
        JsonObject energy =
            new JsonObject(live.hub.get("/api/v1/energy?from=20260115&to=20260115").body());
        assertEquals(zone, energy.getString("time_zone"));
        assertEquals(
            LocalDate.of(2026, 1, 15).atStartOfDay(ZoneId.of(zone)).toInstant(),
            OffsetDateTime.parse(energy.getJsonArray("periods").getJsonObject(0).getString("from"))
                .toInstant());
        assertEquals(LocalDate.now(ZoneId.of(zone)).toString(), clockSetTo(live));
      }
      int mark = live.hub.now();
      live.write(HTTP + herd + "time-zone: America/Adac\n");
      String mistake = live.await(mark, s -> !s.mistakes().isEmpty()).mistakes().get(0);
      assertTrue(mistake.contains("America/Adak"), mistake);
      assertEquals(port, live.hub.port());
      assertEquals(1, live.opened("parallel-1"), "the inverter was not touched");
    }
  }

  /** The day that an inverter's clock is set to now. */
  private static String clockSetTo(LiveHub live) {
    Verdict set =
        live.hub.verdict(
            Addresses.CHANGE,
            new Change(
                new Actor("ann", true, "here"), "roof-1", "clock", "now", false, false, true));
    assertEquals(200, set.status(), set.body().toString());
    return String.valueOf(set.body().get("requested")).substring(0, 10);
  }

  @Test
  void aFileThatIsGoneOrEmptyStopsNobody() throws Exception {
    try (LiveHub live = started("inverters: [{id: roof-1, device: 'sim:parallel-1'}]\n")) {
      live.hub.await(0, "roof-1", Condition.ONLINE);
      String text = Files.readString(live.file);
      int mark = live.hub.now();
      Files.delete(live.file);
      assertTrue(
          live.await(mark, s -> !s.mistakes().isEmpty()).mistakes().get(0).contains("is gone"));
      live.write("\n");
      assertTrue(
          live.await(mark, s -> s.mistakes().toString().contains("is empty")).mistakes().size()
              == 1);
      assertEquals(List.of("roof-1"), ids(live.hub));
      mark = live.hub.now();
      live.write(text);
      live.await(mark, s -> s.mistakes().isEmpty());
      assertEquals(1, live.opened("parallel-1"));
      assertEquals(null, live.config().getValue("refused"));
    }
  }

  @Test
  void anEmptyFileOpensNothing() throws Exception {
    try (LiveHub live = started("access: {read: users}\n")) {
      int mark = live.hub.now();
      live.write("");
      live.await(mark, s -> s.mistakes().toString().contains("is empty"));
      assertEquals(
          "users", new JsonObject(live.hub.get("/api/v1/session").body()).getString("read"));
    }
  }

  @Test
  void aFileThatIsNoUtf8IsRefusedAndTheNextIsTaken() throws Exception {
    String herd = "inverters:\n  - {id: roof-1, device: 'sim:parallel-1'}\n";
    UsersFile users = UsersFile.load(folder.resolve("users"));
    QuickUsers.put(users, "ann", Role.OPERATOR, "correct horse".toCharArray());
    String token = users.addToken("ann");
    try (LiveHub live = started(herd)) {
      live.hub.await(0, "roof-1", Condition.ONLINE);
      int before = live.hub.now();
      String text = HTTP + "# grün\n" + herd;
      Files.write(live.file, text.getBytes(StandardCharsets.ISO_8859_1));
      ConfigState refused = live.await(before, state -> !state.mistakes().isEmpty());
      String sentence =
          live.file + ":2: this line is not UTF-8 (there is a byte fc): save the file as UTF-8.";
      assertEquals(List.of(sentence), refused.mistakes());
      HttpResponse<String> put =
          live.hub.send(
              "PUT", "/api/v1/config", "{\"inverters\": []}", "Authorization", "Bearer " + token);
      assertEquals(409, put.statusCode(), put.body());
      assertEquals(sentence, new JsonObject(put.body()).getString("error"));
      int wrong = live.hub.now();
      live.write(text.replace("parallel-1", "parallel-2"));
      live.await(wrong, state -> state.mistakes().isEmpty());
      live.hub.await(wrong, "roof-1", Condition.ONLINE);
    }
  }
}
