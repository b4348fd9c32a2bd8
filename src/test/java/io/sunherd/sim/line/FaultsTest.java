package io.sunherd.sim.line;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.sim.Asking;
import io.sunherd.sim.fault.Faults;
import io.sunherd.sim.firmware.SimulatedUnit;
import io.sunherd.sim.plant.Plant;
import io.sunherd.suite.PureTests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault's effect on the bytes, on a line whose time the test moves. */
@PureTests
class FaultsTest {
  private static final Framing FRAMING = Dialects.common().framing();

  private final SimulatedUnit unit = Asking.unit("max-8000", Asking.at(Asking.NOON));
  private final byte[] status = unit.answer(FRAMING.request("QPIGS"));
  private final byte[] mode = unit.answer(FRAMING.request("QMOD"));
  private long nanos = 1_000;
  private final Port port = new Port("unit-1", unit, LinePace.NONE, () -> nanos);
  private final Faults faults = port.faults();
  private int connection;

  @BeforeEach
  void connect() throws IOException {
    connection = port.connect();
  }

  private void send(String text) throws IOException {
    byte[] request = FRAMING.request(text);
    port.write(connection, request, request.length);
  }

  private byte[] reply(String text) throws IOException {
    send(text);
    return rest();
  }

  private byte[] reply(byte[] request) throws IOException {
    port.write(connection, request, request.length);
    return rest();
  }

  private byte[] rest() throws IOException {
    byte[] buffer = new byte[1024];
    int length = port.read(connection, buffer, 0, Duration.ZERO);
    return Arrays.copyOf(buffer, length);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Test
  void aBatteryManagementTellsAChargeOfItsOwn() throws IOException, ProtocolException {
    assertEquals(false, Asking.read(unit, "QBMS").get("connected"));
    faults.set(Faults.Kind.BMS, 71);
    assertEquals(true, Asking.read(unit, "QBMS").get("connected"));
    assertEquals(71, Asking.read(unit, "QBMS").get("battery_capacity"));
    assertArrayEquals(status, reply("QPIGS")); // the unit guesses on
    faults.clear();
    assertEquals(false, Asking.read(unit, "QBMS").get("connected"));
  }

  @Test
  void withoutFaultsTheReplyIsTheUnits() throws IOException {
    assertArrayEquals(status, reply("QPIGS"));
  }

  @Test
  void silenceLosesRepliesButObeys() throws IOException, ProtocolException {
    faults.set(Faults.Kind.SILENCE, 1);
    assertEquals(0, reply("PBFT55.5").length);
    faults.clear();
    assertEquals(55.5, Asking.read(unit, "QPIRI").get("battery_float_voltage"));
    assertArrayEquals(mode, reply("QMOD"));
  }

  @Test
  void hangNeitherAnswersNorObeys() throws IOException, ProtocolException {
    faults.set(Faults.Kind.HANG, 1);
    assertEquals(0, reply("PBFT55.5").length);
    faults.set(Faults.Kind.HANG, 0);
    assertEquals(54.0, Asking.read(unit, "QPIRI").get("battery_float_voltage"));
    assertArrayEquals(mode, reply("QMOD"));
  }

  @Test
  void stuckTakesNoBytes() throws IOException {
    assertTrue(port.awaitRoom(connection, Duration.ZERO));
    faults.set(Faults.Kind.STUCK, 1);
    assertFalse(port.awaitRoom(connection, Duration.ZERO));
    port.disconnect(connection);
    assertThrows(LinkException.class, () -> port.awaitRoom(connection, Duration.ZERO));
    faults.clear();
    assertTrue(port.awaitRoom(connection, Duration.ofHours(1)));
  }

  @Test
  void nakRefusesEverything() throws IOException, ProtocolException {
    faults.set(Faults.Kind.NAK, 1);
    assertEquals(new Reply.Refused(), FRAMING.unwrap(reply("QPIGS")));
    assertEquals(new Reply.Refused(), FRAMING.unwrap(reply("PBFT55.5")));
    assertEquals(54.0, Asking.read(unit, "QPIRI").get("battery_float_voltage"));
  }

  @Test
  void forgetSaysAckAndKeepsNothing() throws IOException, ProtocolException {
    faults.set(Faults.Kind.FORGET, 1);
    assertEquals(new Reply.Accepted(), FRAMING.unwrap(reply("PBFT55.5")));
    assertEquals(new Reply.Refused(), FRAMING.unwrap(reply("PBFT75.5")));
    assertEquals(54.0, Asking.read(unit, "QPIRI").get("battery_float_voltage"));
    faults.clear();
    assertEquals(new Reply.Accepted(), FRAMING.unwrap(reply("PBFT55.5")));
    assertEquals(55.5, Asking.read(unit, "QPIRI").get("battery_float_voltage"));
  }

  @Test
  void whatWasHeardIsKept() throws IOException {
    faults.set(Faults.Kind.NAK, 1);
    reply("PBFT55.5");
    faults.set(Faults.Kind.SILENCE, 1);
    reply("QMOD");
    assertEquals(List.of("PBFT55.5", "QMOD"), port.heard());
  }

  @Test
  void cutStopsAfterThatManyBytes() throws IOException {
    faults.set(Faults.Kind.CUT, 40);
    assertArrayEquals(Arrays.copyOf(status, 40), reply("QPIGS"));
  }

  @Test
  void badCrcLeavesThePayloadAlone() throws IOException {
    faults.set(Faults.Kind.CRC, 1);
    byte[] reply = reply("QPIGS");
    assertArrayEquals(
        Arrays.copyOf(status, status.length - 3), Arrays.copyOf(reply, status.length - 3));
    assertEquals(
        ProtocolException.Reason.BAD_CRC,
        assertThrows(ProtocolException.class, () -> FRAMING.unwrap(reply)).reason());
  }

  @Test
  void noiseComesBeforeTheReply() throws IOException {
    faults.set(Faults.Kind.NOISE, 3);
    assertArrayEquals(joined(new byte[] {-1, -1, -1}, status), reply("QPIGS"));
  }

  @Test
  void garbleChangesBytesInTheMiddle() throws IOException {
    faults.set(Faults.Kind.GARBLE, 2);
    byte[] reply = reply("QPIGS");
    int differences = 0;
    for (int i = 0; i < status.length; i++) {
      differences += reply[i] == status[i] ? 0 : 1;
    }
    assertEquals(2, differences);
    assertEquals(status.length, reply.length);
    assertThrows(ProtocolException.class, () -> FRAMING.unwrap(reply));
  }

  @Test
  void duplicateComesTwice() throws IOException {
    faults.set(Faults.Kind.DUPLICATE, 1);
    assertArrayEquals(joined(status, status), reply("QPIGS"));
  }

  @Test
  void staleBringsTheReplyBeforeOnceMore() throws IOException {
    reply("QMOD");
    faults.set(Faults.Kind.STALE, 1);
    assertArrayEquals(joined(mode, status), reply("QPIGS"));
  }

  @Test
  void lateRepliesArriveInFrontOfTheNext() throws IOException {
    faults.set(Faults.Kind.LATE, 3000);
    assertEquals(0, reply("QMOD").length);
    nanos += Duration.ofMillis(2999).toNanos();
    assertEquals(0, rest().length);
    faults.clear();
    send("QPIGS");
    assertEquals(0, rest().length);
    nanos += Duration.ofMillis(1).toNanos();
    assertArrayEquals(joined(mode, status), rest());
  }

  private String payload(String text) throws IOException, ProtocolException {
    return assertInstanceOf(Reply.Text.class, FRAMING.unwrap(reply(text))).payload();
  }

  @Test
  void zerosComeOnceInAWhileInPlaceOfTheStatus() throws IOException, ProtocolException {
    faults.set(Faults.Kind.ZEROS, 3);
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(status, reply("QPIGS"));
      assertArrayEquals(mode, reply("QMOD"));
      assertArrayEquals(status, reply("QPIGS"));
      String zeros = payload("QPIGS");
      assertTrue(zeros.matches("[0. ]+"), zeros);
      assertEquals(status.length - 4, zeros.length());
    }
    faults.set(Faults.Kind.ZEROS, 1);
    assertTrue(payload("QPIGS").matches("[0. ]+"));
    faults.clear();
    assertArrayEquals(status, reply("QPIGS"));
  }

  @Test
  void oddTextsAreToldForVersionsAndTheModel() throws IOException, ProtocolException {
    faults.set(Faults.Kind.TEXTS, 1);
    assertEquals("VERFW:00002.40a", payload("QVFW"));
    assertEquals("VERFW:00002.40a", payload("QVFW3"));
    assertEquals("VM-5.0K+", payload("QMN"));
    assertArrayEquals(status, reply("QPIGS"));
    assertEquals(new Reply.Refused(), FRAMING.unwrap(reply("QVFW2")));
    faults.clear();
    assertEquals("VERFW:00072.70", payload("QVFW"));
  }

  @Test
  void aPlaceholderIsToldInPlaceOfTheSerialNumber() throws IOException, ProtocolException {
    String serial = payload("QID");
    faults.set(Faults.Kind.PLACEHOLDER, 1);
    assertEquals("55355535553555", payload("QID"));
    assertTrue(payload("QSID").startsWith("1455355535553555"));
    faults.clear();
    assertEquals(serial, payload("QID"));
  }

  @Test
  void everyUnitOfTheBusTellsThePlaceholderOfOne() throws ProtocolException {
    Plant plant = Asking.plant("max-8000", 3, Asking.at(Asking.NOON));
    SimulatedUnit first = new SimulatedUnit(plant, 0);
    SimulatedUnit second = new SimulatedUnit(plant, 1);
    assertEquals(second.serial(), Asking.read(first, "QPGS1").get("serial_number"));
    second.faults().set(Faults.Kind.PLACEHOLDER, 1);
    assertEquals("55355535553555", Asking.read(first, "QPGS1").get("serial_number"));
    assertEquals("55355535553555", Asking.read(second, "QID").get("serial_number"));
    assertEquals(first.serial(), Asking.read(second, "QPGS0").get("serial_number"));
    second.faults().clear();
    assertEquals(second.serial(), Asking.read(first, "QPGS1").get("serial_number"));
  }

  @Test
  void aLateReplyDoesNotOutliveItsConnection() throws IOException {
    faults.set(Faults.Kind.LATE, 60_000);
    assertEquals(0, reply("QMOD").length);
    faults.clear();
    port.disconnect(connection);
    connection = port.connect();
    assertArrayEquals(status, reply("QPIGS"));
  }

  @Test
  void echoBringsBackWhatIsSentInFrontOfTheReply() throws IOException {
    faults.set(Faults.Kind.ECHO, 1);
    assertArrayEquals(joined(FRAMING.request("QPIGS"), status), reply("QPIGS"));
    faults.set(Faults.Kind.HANG, 1);
    assertArrayEquals(FRAMING.request("QPIGS"), reply("QPIGS"));
  }

  @Test
  void aParrotSaysARequestBackInPlaceOfNak() throws IOException {
    faults.set(Faults.Kind.PARROT, 1);
    assertArrayEquals(FRAMING.request("QXX"), reply("QXX"));
    assertArrayEquals(FRAMING.request("PBFT99.9"), reply("PBFT99.9"));
    assertArrayEquals(status, reply("QPIGS"));
  }

  @Test
  void piecesComeWithPausesBetween() throws IOException {
    faults.set(Faults.Kind.PIECES, 700);
    int third = (status.length + 2) / 3;
    assertArrayEquals(Arrays.copyOf(status, third), reply("QPIGS"));
    nanos += Duration.ofMillis(699).toNanos();
    assertEquals(0, rest().length);
    nanos += Duration.ofMillis(1).toNanos();
    assertArrayEquals(Arrays.copyOfRange(status, third, 2 * third), rest());
    nanos += Duration.ofMillis(700).toNanos();
    assertArrayEquals(Arrays.copyOfRange(status, 2 * third, status.length), rest());
  }

  @Test
  void theDeafHearsOneInPlaceOfZeroInACrc() throws IOException, ProtocolException {
    assertArrayEquals(FRAMING.reply("NAK"), reply(FRAMING.requestWithoutNul("PBFT48.8")));
    faults.set(Faults.Kind.DEAF, 1);
    assertEquals(0, reply("PBFT48.8").length);
    assertEquals(54.0, Asking.read(unit, "QPIRI").get("battery_float_voltage"));
    assertArrayEquals(FRAMING.reply("ACK"), reply(FRAMING.requestWithoutNul("PBFT48.8")));
    assertEquals(48.8, Asking.read(unit, "QPIRI").get("battery_float_voltage"));
    assertArrayEquals(mode, reply("QMOD"));
  }

  @Test
  void theStubbornTellsItsProtocolAndNoMore() throws IOException, ProtocolException {
    faults.set(Faults.Kind.STUBBORN, 1);
    assertEquals(new Reply.Text("PI30"), FRAMING.unwrap(reply("QPI")));
    assertEquals(new Reply.Refused(), FRAMING.unwrap(reply("QPIGS")));
    assertEquals(new Reply.Refused(), FRAMING.unwrap(reply("PBFT55.5")));
  }
}
