package io.sunherd.inverter;

import static io.sunherd.inverter.ScriptedDevices.connected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Order;
import io.sunherd.bus.Sighting;
import io.sunherd.inverter.exchange.ExchangeOutcome;
import io.sunherd.inverter.exchange.ScriptedLink;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.inverter.unit.Presence;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.suite.PureTests;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Units whose serial number is none of their own, and units that tell little of themselves. */
@PureTests
class NamelessTest {
  private static final String PORT = "serial:/dev/ttyUSB0";
  private static final String RESET = "55355535553555";
  private static final String STATUS =
      "230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080 0040 0000 000.0 00.00 00005 00010000";
  private static final String RATINGS =
      "230.0 21.7 230.0 50.0 21.7 5000 5000 48.0 46.0 42.0 56.4 54.0 2 30 060 0 1 2 9 01 0 0 54.0 0"
          + " 1";

  private final Dialect pi30 = Dialects.common();
  private final Map<String, String> answers =
      new HashMap<>(Map.of("QPI", "PI30", "QID", RESET, "QPIGS", STATUS, "PBFT53.0", "ACK"));
  private final ScriptedDevices devices = new ScriptedDevices();
  private final ScriptedLink link = devices.plug(PORT, pi30.framing(), answers);

  private Owner owner(String serial, String protocol) {
    return devices.owner(
        new UnitConfig("roof-1", DeviceAddress.parse(PORT), protocol, serial, Map.of()), link);
  }

  private static void ask(Owner owner, String name) {
    assertInstanceOf(
        ExchangeOutcome.Answered.class, owner.ask(owner.dialect().request(name).orElseThrow()));
  }

  @Test
  @DisplayName("a placeholder is told in a note, not as a serial number")
  void noted() {
    InverterState state = connected(owner(null, "auto")).presence().state();
    assertEquals(Condition.ONLINE, state.condition());
    assertNull(state.serial());
    assertEquals(1, state.notes().size());
    assertTrue(state.notes().get(0).contains(RESET), state.notes().toString());
  }

  @Test
  @DisplayName("what is noted of the line stands beside it, and goes without it")
  void notesOfSeveral() {
    Presence presence = connected(owner(null, "auto")).presence();
    presence.notes(List.of("The line echoes."));
    assertEquals(2, presence.state().notes().size());
    assertEquals("The line echoes.", presence.state().notes().get(1));
    presence.notes(List.of());
    assertTrue(presence.state().notes().get(0).contains(RESET));
    answers.put("QID", "92932004102443");
    presence.connected(
        new Identity(pi30, "92932004102443", "serial_number", null), "serial:/dev/ttyUSB0");
    assertEquals(List.of(), presence.state().notes());
  }

  @Test
  @DisplayName("what is noted of the line leaves nothing of the unit behind")
  void notesOfTheLineOnly() {
    Presence presence = connected(owner(null, "auto")).presence();
    presence.note("The line echoes.", true);
    assertEquals(2, presence.state().notes().size(), presence.state().notes().toString());
    presence.connected(new Identity(pi30, "92932004102443", "serial_number", null), PORT);
    assertEquals(List.of("The line echoes."), presence.state().notes());
    presence.note("The line echoes.", false);
    assertEquals(List.of(), presence.state().notes());
  }

  @Test
  @DisplayName("units with the same placeholder are told apart by what they are")
  void samePlaceholder() {
    Identity max = new Identity(pi30, RESET, "serial_number", "VMIII-5000");
    assertTrue(max.isSameUnit(new Identity(pi30, RESET, "serial_number", "VMIII-5000")));
    assertFalse(max.isSameUnit(new Identity(pi30, RESET, "serial_number", "PIP-8048")));
    assertFalse(
        max.isSameUnit(
            new Identity(
                Dialects.find("pi30max").orElseThrow(), RESET, "serial_number", "VMIII-5000")));
  }

  @Test
  @DisplayName("a unit at any free port is to be given a port of its own")
  void anyPort() {
    UnitConfig unit =
        new UnitConfig("roof-1", DeviceAddress.parse("usb:auto"), "auto", null, Map.of());
    Presence presence = new Presence(unit, () -> Instant.EPOCH, devices.states::add);
    presence.connected(new Identity(pi30, RESET, "serial_number", null), "usb:/dev/hidraw3");
    String note = presence.state().notes().get(0);
    assertTrue(note.contains("usb:PATH") && note.contains(RESET), note);
  }

  @Test
  @DisplayName("a unit that is bound by its port is never looked for elsewhere")
  void staysAtItsPort() {
    Owner owner = connected(owner(null, "auto"));
    devices.plug("serial:/dev/ttyUSB1", pi30.framing(), answers);
    owner.sighted(new Sighting(RESET, "serial:/dev/ttyUSB1"));
    devices.plugged.remove(PORT);
    link.lose();
    owner.ask(pi30.request("status").orElseThrow());
    devices.opened.clear();
    connected(owner);
    assertEquals(List.of(PORT), devices.opened);
    assertEquals(Condition.OFFLINE, owner.presence().state().condition());
  }

  @Test
  @DisplayName("a unit whose number is known is not taken for one with a placeholder, nor sighted")
  void notTheOneMeant() {
    Owner owner = owner("92932004102443", "auto");
    connected(owner);
    assertEquals(Condition.OFFLINE, owner.presence().state().condition());
    assertEquals(List.of(), devices.sightings);
    String sentence = owner.offlineSentence();
    assertTrue(sentence.contains("a unit with the placeholder " + RESET), sentence);
    assertTrue(sentence.contains("take serial out of its configuration"), sentence);
  }

  @Test
  @DisplayName("an order by a serial number is not given to a unit that tells a placeholder")
  void orders() {
    Owner owner = connected(owner(null, "auto"));
    ExchangeOutcome outcome = owner.order(new Order("PBFT53.0", RESET, 1000));
    assertEquals(
        Failure.OFFLINE, assertInstanceOf(ExchangeOutcome.Failed.class, outcome).failure());
    assertTrue(!link.asked.contains("PBFT53.0"));
    assertInstanceOf(ExchangeOutcome.Told.class, owner.order(new Order("PBFT53.0", null, 1000)));
  }

  @Test
  @DisplayName("where another unit may have come, it must tell the same placeholder again")
  void ordersInDoubt() {
    Owner owner = connected(owner(null, "auto"));
    ask(owner, "status");
    answers.put("QPIGS", "B");
    owner.ask(pi30.request("status").orElseThrow());
    answers.put("QID", "92932004102443");
    ExchangeOutcome outcome = owner.order(new Order("PBFT53.0", null, 1000));
    String sentence = assertInstanceOf(ExchangeOutcome.Failed.class, outcome).sentence();
    assertTrue(sentence.contains("92932004102443, not " + RESET), sentence);
    assertTrue(!link.asked.contains("PBFT53.0"));
  }

  @Test
  @DisplayName("a unit that took the place of another does not inherit its model and firmware")
  void anotherUnit() {
    answers.put("QID", "92932004102443");
    answers.put("QMN", "VMIII-4000");
    answers.put("QVFW", "VERFW:00072.70");
    Owner owner = connected(owner(null, "auto"));
    ask(owner, "firmware");
    InverterState first = owner.presence().state();
    assertEquals("VMIII-4000", first.model());
    assertEquals("00072.70", first.firmware());
    owner
        .presence()
        .connected(new Identity(pi30, "92932004102444", "serial_number", null), "serial:/dev/x");
    assertNull(owner.presence().state().model());
    assertNull(owner.presence().state().firmware());
  }

  @Test
  @DisplayName("a unit without a name is called by what it is built for, as far as it tells")
  void ratings() {
    Owner owner = connected(owner(null, "pi30"));
    answers.put("QPIRI", RATINGS.replace("5000 5000 48.0", "---- 5000 48.0"));
    ask(owner, "settings");
    assertNull(owner.presence().state().model());
    answers.put("QPIRI", RATINGS.replace("5000 5000 48.0", "0200 5000 48.0"));
    ask(owner, "settings");
    assertNull(owner.presence().state().model());
    answers.put("QPIRI", RATINGS.replace("5000 48.0", "5000 --.-"));
    ask(owner, "settings");
    assertEquals("5000 VA", owner.presence().state().model());
    answers.put("QMN", "axpert");
    ask(owner, "model");
    assertEquals("axpert", owner.presence().state().model());
    ask(owner, "settings");
    assertEquals("axpert", owner.presence().state().model());
  }

  @Test
  @DisplayName("a firmware that is not told is not called null")
  void firmware() {
    Owner owner = connected(owner(null, "pi30"));
    answers.put("QVFW", "VERFW:-----.--");
    ask(owner, "firmware");
    assertNull(owner.presence().state().firmware());
    answers.put("QVFW", "VERFW:00002.40a");
    ask(owner, "firmware");
    assertEquals("00002.40a", owner.presence().state().firmware());
  }

  @Test
  @DisplayName("a PI18 unit has serial number, model and firmware in readable form")
  void pi18() {
    Dialect pi18 = Dialects.find("pi18").orElseThrow();
    devices.plug(
        PORT,
        pi18.framing(),
        Map.of(
            "^P005ID",
            "1492932004102450000000",
            "^P006VFW",
            "05220,08025,00000",
            "^P007PIRI",
            "2300,243,2300,500,243,5600,5600,480,460,540,420,564,540,2,030,060,0,0,1,9,0,0,0,1,2,00"));
    Owner owner = connected(owner("92932004102450", "pi18"));
    ask(owner, "firmware");
    ask(owner, "settings");
    InverterState state = owner.presence().state();
    assertEquals("92932004102450", state.serial());
    assertEquals("52.20", state.firmware());
    assertEquals("5600 VA, 48.0 V", state.model());
  }
}
