package io.sunherd.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.link.DeviceAddress;
import io.sunherd.suite.ProcessTests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.ValueSource;

/** A whole hub and a device that is not what it says, or no inverter at all. */
@Timeout(120)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
class OddUnitsTest {
  private static final String SERIAL = "92932004102443";
  private static final String STATUS =
      "230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080 0040 0000 000.0 00.00 00005"
          + " 00010000 00 00 00000 010";
  private static final String GENERAL =
      "2300,500,2300,500,0460,0400,010,520,000,000,000,080,050,040,025,000,000,0400,0000,1200,"
          + "0000,0,2,0,1,1,0,0";

  @TempDir private Path folder;
  private OddUnit unit;

  @BeforeEach
  void plugIn() throws Exception {
    unit = new OddUnit(folder.resolve("unit-1"));
  }

  @AfterEach
  void pullOut() {
    unit.close();
  }

  private RunningHub hub(String protocol) {
    return new RunningHub(
        List.of(
            new Inverter(
                "roof-1",
                DeviceAddress.parse(unit.address()),
                null,
                null,
                protocol,
                null,
                Map.of())));
  }

  private static InverterState awaitError(RunningHub hub, int since, String part)
      throws InterruptedException {
    return hub.await(
        since, InverterState.class, state -> state.error() != null && state.error().contains(part));
  }

  private static void wasOffline(RunningHub hub, int since) {
    assertTrue(
        hub.states(since).stream().allMatch(state -> state.condition() == Condition.OFFLINE),
        () -> hub.states(since).toString());
  }

  @Test
  void oneThatSaysPi30AndSpeaksPi18() throws Exception {
    unit.says("QPI", "PI30")
        .says("^P005PI", "18")
        .says("^P005ID", "1492932004102443000000")
        .says("^P005GS", GENERAL)
        .says("^P006MOD", "03");
    try (RunningHub hub = hub("auto")) {
      assertEquals("pi18", hub.await(0, "roof-1", Condition.ONLINE).protocol());
      hub.await(0, Reading.class, reading -> reading.code().equals("GS"));
    }
  }

  @Test
  void oneThatSaysPi30AndNothingElse() throws Exception {
    unit.says("QPI", "PI30");
    try (RunningHub hub = hub("auto")) {
      awaitError(hub, 0, "refuses for now");
      wasOffline(hub, 0);
      assertTrue(unit.heard().containsAll(List.of("^P005PI", "^P003PI")), unit.heard()::toString);
      int mends = hub.now();
      unit.says("QID", SERIAL).says("QPIGS", STATUS);
      assertEquals(SERIAL, hub.await(mends, "roof-1", Condition.ONLINE).serial());
      hub.awaitStatus(mends, "roof-1", 1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUninterruptiblePowerSupply(boolean knowsChecksums) throws Exception {
    if (knowsChecksums) {
      unit.says("QPI", "PI00");
    } else {
      unit.saysBytes("QPI", "(PI00\r".getBytes(StandardCharsets.US_ASCII));
    }
    try (RunningHub hub = hub("auto")) {
      String sentence = awaitError(hub, 0, "PI00").error();
      assertTrue(sentence.contains("no inverter that this hub speaks to"), sentence);
      wasOffline(hub, 0);
    }
  }

  @Test
  void oneThatDoesNotTellItsNumberAgainKeepsItAndIsAskedForIt() throws Exception {
    unit.says("QPI", "PI30").says("QID", SERIAL).says("QPIGS", STATUS);
    try (RunningHub hub = hub("pi30")) {
      assertEquals(SERIAL, hub.await(0, "roof-1", Condition.ONLINE).serial());
      hub.awaitStatus(0, "roof-1", 1);
      int silent = hub.now();
      unit.forgets("QID").forgets("QPIGS").saysElse(new byte[0]);
      hub.await(silent, "roof-1", Condition.OFFLINE);
      int nameless = hub.now();
      unit.says("QPIGS", STATUS);
      awaitError(hub, nameless, "does not tell its serial number, which was " + SERIAL);
      wasOffline(hub, nameless);
      int named = hub.now();
      unit.says("QID", SERIAL);
      assertEquals(SERIAL, hub.await(named, "roof-1", Condition.ONLINE).serial());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pi30", "auto"})
  void oneWithoutANumberIsOnlineAgainAfterASilence(String protocol) throws Exception {
    unit.says("QPI", "PI30").says("QPIGS", STATUS).says("QMOD", "B");
    try (RunningHub hub = hub(protocol)) {
      hub.await(0, "roof-1", Condition.ONLINE);
      hub.awaitStatus(0, "roof-1", 1);
      int silent = hub.now();
      unit.forgets("QPI").forgets("QPIGS").forgets("QMOD").saysElse(new byte[0]);
      hub.await(silent, "roof-1", Condition.OFFLINE);
      int back = hub.now();
      unit.says("QPI", "PI30").says("QPIGS", STATUS).says("QMOD", "B");
      hub.await(back, "roof-1", Condition.ONLINE);
      hub.awaitStatus(back, "roof-1", 2);
    }
  }
}
