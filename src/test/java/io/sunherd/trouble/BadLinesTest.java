package io.sunherd.trouble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole hub and two units on pseudo-terminals: roof-1 is ill, or its line is; roof-2 is well. */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class BadLinesTest {
  private static final String JOINED = "what is sent comes back: sending and receiving are joined";

  @TempDir private Path directory;
  private Simulation units;
  private Map<String, Map<String, String>> truth;

  @BeforeEach
  void plugIn() throws Exception {
    units = SimulatedUnits.onTerminals(2, directory, "max-8000");
    truth = SimulatedUnits.say(units);
  }

  @AfterEach
  void pullOut() {
    units.close();
  }

  private void order(String line) {
    String answer = units.control(line);
    assertFalse(answer.startsWith("error"), answer);
  }

  /** A hub that takes roof-1 for what the protocol says, and asks it now and then for its BMS. */
  private RunningHub hub(String protocol) {
    Map<String, Duration> poll = new HashMap<>(Map.of("bms", Duration.ofMillis(2_100)));
    Inverter well = SimulatedUnits.inverters(units).get(1);
    poll.putAll(well.poll());
    return new RunningHub(
        List.of(
            new Inverter(
                "roof-1",
                SimulatedUnits.inverters(units).get(0).device(),
                null,
                null,
                protocol,
                null,
                poll),
            well));
  }

  private static InverterState awaitError(RunningHub hub, int since, String part)
      throws InterruptedException {
    return hub.await(
        since,
        InverterState.class,
        state ->
            state.inverter().equals("roof-1")
                && state.error() != null
                && state.error().contains(part));
  }

  private static List<InverterState> states(RunningHub hub, int since) {
    return hub.states(since).stream().filter(state -> state.inverter().equals("roof-1")).toList();
  }

  private static void isOffline(List<InverterState> states) {
    assertTrue(
        states.stream().allMatch(state -> state.condition() == Condition.OFFLINE),
        states::toString);
  }

  /** Every reading of roof-1 is word for word what the unit says. */
  private void isTrue(RunningHub hub) {
    Map<String, String> said = truth.get(units.serials().get(0));
    for (Reading reading : hub.readings(0)) {
      if (reading.inverter().equals("roof-1")) {
        assertEquals(said.get(reading.code()), reading.raw());
      }
    }
  }

  private static JsonObject roof(RunningHub hub) throws Exception {
    return new JsonObject(hub.get("/api/v1/inverters/roof-1").body());
  }

  @ParameterizedTest
  @CsvSource({
    "hang, pi30, did not answer",
    "hang, auto, did not answer",
    "stubborn, auto, refuses for now",
    "nak, pi30, refuses for now"
  })
  void aUnitThatGivesNoReadingIsNeverOnlineUntilItDoes(String fault, String protocol, String error)
      throws Exception {
    order(fault + " 1 on");
    try (RunningHub hub = hub(protocol)) {
      awaitError(hub, 0, error);
      hub.awaitStatus(hub.now(), "roof-2", 20);
      isOffline(states(hub, 0));
      assertEquals("offline", roof(hub).getString("state"));
      assertEquals(503, hub.get("/cmds?cmd=status&max_age=0&inverter=roof-1").statusCode());
      int cleared = hub.now();
      order("clear 1");
      InverterState online = hub.await(cleared, "roof-1", Condition.ONLINE);
      assertEquals(units.serials().get(0), online.serial());
      hub.awaitStatus(cleared, "roof-1", 3);
      isTrue(hub);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pi30", "auto"})
  void aUnitThatFallsSilentAndComesBackIsAskedForEverythingAgain(String protocol) throws Exception {
    try (RunningHub hub = hub(protocol)) {
      hub.awaitStatus(0, "roof-1", 3);
      int silent = hub.now();
      order("hang 1 on");
      hub.await(silent, "roof-1", Condition.OFFLINE);
      int away = hub.now();
      hub.awaitStatus(away, "roof-2", 30);
      isOffline(states(hub, away));
      int back = hub.now();
      order("clear 1");
      InverterState online = hub.await(back, "roof-1", Condition.ONLINE);
      assertEquals(units.serials().get(0), online.serial());
      for (String code : List.of("QPIGS", "QMOD", "QPIRI", "QPIWS", "QFLAG", "QBMS")) {
        hub.await(
            back,
            Reading.class,
            reading -> reading.inverter().equals("roof-1") && reading.code().equals(code));
      }
      isTrue(hub);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pi30", "auto"})
  void onALineThatEchoesAUnitIsOnlineAndTheEchoIsNoted(String protocol) throws Exception {
    order("echo 1 on");
    try (RunningHub hub = hub(protocol)) {
      hub.await(0, "roof-1", Condition.ONLINE);
      hub.awaitStatus(0, "roof-1", 10);
      String note = roof(hub).getJsonArray("notes").getString(0);
      assertTrue(note.contains("echo on the line"), note);
      isTrue(hub);
      int wired = hub.now();
      order("clear 1");
      hub.await(
          wired,
          InverterState.class,
          state -> state.inverter().equals("roof-1") && state.notes().isEmpty());
      hub.awaitStatus(wired, "roof-1", 3);
      isTrue(hub);
    }
  }

  @Test
  void aLoopIsToldBySentence() throws Exception {
    order("echo 1 on");
    order("hang 1 on");
    try (RunningHub hub = hub("auto")) {
      awaitError(hub, 0, JOINED);
      isOffline(states(hub, 0));
      int off = hub.now();
      order("hang 1 off");
      hub.await(off, "roof-1", Condition.ONLINE);
      int night = hub.now();
      order("hang 1 on");
      hub.await(night, "roof-1", Condition.OFFLINE);
      hub.awaitStatus(hub.now(), "roof-2", 30);
      assertTrue(
          states(hub, night).stream()
              .filter(state -> state.condition() != Condition.ONLINE)
              .noneMatch(state -> state.error().contains(JOINED)),
          () -> states(hub, night).toString());
    }
  }

  @Test
  void aUnitThatSaysBackWhatItDoesNotTakeIsOnlineAndLearned() throws Exception {
    units.close();
    units = SimulatedUnits.onTerminals(2, directory, "hs-3000");
    truth = SimulatedUnits.say(units);
    long before = count("QBMS");
    order("parrot 1 on");
    try (RunningHub hub = hub("auto")) {
      hub.await(0, "roof-1", Condition.ONLINE);
      int online = hub.now();
      while (count("QBMS") < before + 3) {
        hub.awaitStatus(hub.now(), "roof-1", 1);
      }
      hub.awaitStatus(hub.now(), "roof-1", 20);
      assertTrue(
          states(hub, online).stream().allMatch(state -> state.condition() == Condition.ONLINE),
          () -> states(hub, online).toString());
      assertEquals(before + 3, count("QBMS"));
      assertEquals(502, hub.get("/cmds?cmd=QBMS&max_age=0&inverter=roof-1").statusCode());
      isTrue(hub);
    }
  }

  @Test
  void aUnitThatDoesNotHearAZeroIsAskedWithOne() throws Exception {
    String day = "/cmds?cmd=QED20230108&max_age=0&raw=1&inverter=roof-1";
    try (RunningHub hub = hub("auto")) {
      hub.awaitStatus(0, "roof-1", 1);
      String said = hub.get(day).body();
      assertTrue(said.startsWith("("), said);
      order("deaf 1 on");
      int deaf = hub.now();
      order("hang 1 on");
      hub.await(deaf, "roof-1", Condition.OFFLINE);
      order("hang 1 off");
      hub.await(hub.now(), "roof-1", Condition.ONLINE);
    }
    try (RunningHub hub = hub("auto")) {
      hub.awaitStatus(0, "roof-1", 1);
      long before = days();
      String said = hub.get(day).body();
      assertTrue(said.startsWith("("), said);
      assertEquals(before + 2, days());
      for (int i = 0; i < 3; i++) {
        assertEquals(said, hub.get(day).body());
      }
      assertEquals(before + 5, days(), "it is not asked in vain again");
      assertEquals(Condition.ONLINE, states(hub, 0).get(states(hub, 0).size() - 1).condition());
    }
  }

  private long days() {
    return count("QED20230108");
  }

  /** How often roof-1 was asked this. */
  private long count(String text) {
    return units.heard(1).stream().filter(text::equals).count();
  }

  @Test
  void aUnitWhoseRepliesComeInPiecesIsOnline() throws Exception {
    order("pieces 1 300"); // PiecesTest has the longest pauses: this machine may add to these
    try (RunningHub hub = hub("pi30")) {
      hub.await(0, "roof-1", Condition.ONLINE);
      int online = hub.now();
      hub.awaitStatus(online, "roof-1", 2);
      assertTrue(
          states(hub, online).stream().allMatch(state -> state.condition() == Condition.ONLINE),
          () -> states(hub, online).toString());
      isTrue(hub);
    }
  }
}
