package io.sunherd.inverter.exchange;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.inverter.exchange.ScriptedLink.Chunk;
import io.sunherd.link.DeviceAddress.Kind;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.suite.PureTests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines on which what is sent comes back, and units that say back what they do not take. */
@PureTests
class EchoingLineTest {
  private static final Framing PI30 = Dialects.common().framing();

  private final ScriptedLink link = new ScriptedLink();
  private final Line line = new Line(link, Timing.of(Kind.SERIAL), link);

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** The line echoes and the unit answers so. */
  private void echoing(byte[] reply) {
    link.answeringBytes(request -> List.of(chunk(2, request), chunk(100, reply)));
  }

  private void answering(byte[] reply) {
    link.answeringBytes(request -> List.of(chunk(100, reply)));
  }

  private void saysBack() {
    link.answeringBytes(request -> List.of(chunk(30, request)));
  }

  private String silent(String text) {
    return assertThrows(SilentException.class, () -> line.exchange(PI30, text)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pi30", "pi30max", "pi30revo", "pi41", "pi18", "pi17", "pi16"})
  void takesTheEchoOffInEveryDialect(String id) throws Exception {
    Framing framing = Dialects.find(id).orElseThrow().framing();
    echoing(framing.reply("00"));
    assertEquals(new Reply.Text("00"), line.exchange(framing, "QMOD"));
    assertTrue(line.echoes());
    assertTrue(line.isInStep(), "nothing is left over");
  }

  @Test
  void takesItOffInPiecesOfEverySize() throws Exception {
    byte[] both = joined(PI30.request("QMOD"), PI30.reply("B"));
    for (int size = 1; size <= both.length; size++) {
      List<Chunk> chunks = new ArrayList<>();
      for (int i = 0; i < both.length; i += size) {
        chunks.add(chunk(4, Arrays.copyOfRange(both, i, Math.min(both.length, i + size))));
      }
      link.answering(request -> chunks);
      assertEquals(new Reply.Text("B"), line.exchange(PI30, "QMOD"), "in pieces of " + size);
    }
  }

  @Test
  void takesItOffWithPaddingOfTheUsbBridgeBetween() throws Exception {
    byte[] echo = PI30.request("QPIGS2");
    byte[] first = Arrays.copyOf(echo, 8);
    byte[] last = Arrays.copyOf(new byte[] {echo[8]}, 8);
    byte[] reply = Arrays.copyOf(PI30.reply("B"), 8);
    link.answering(request -> List.of(chunk(5, first), chunk(5, last), chunk(80, reply)));
    assertEquals(new Reply.Text("B"), line.exchange(PI30, "QPIGS2"));
    link.answering(request -> List.of(chunk(5, joined(new byte[3], first, last, reply))));
    assertEquals(new Reply.Text("B"), line.exchange(PI30, "QPIGS2"));
  }

  @Test
  void onAnEchoingLineAnEchoAloneIsSilence() throws Exception {
    echoing(PI30.reply("B"));
    line.exchange(PI30, "QMOD");
    saysBack();
    assertEquals("serial:/dev/ttyTEST0 did not answer QMOD.", silent("QMOD"));
    assertThrows(SilentException.class, () -> line.order(PI30, "PBFT53.0"));
    assertTrue(line.echoes());
    assertFalse(line.isLooped());
  }

  @Test
  void onAnotherLineAnEchoAloneIsARefusal() throws Exception {
    answering(PI30.reply("B"));
    line.exchange(PI30, "QMOD");
    saysBack();
    long asked = link.getAsLong();
    assertEquals(new Reply.Refused(), line.exchange(PI30, "QBMS"));
    assertTrue(line.completed() > asked, "it was complete with its last byte");
    assertEquals(new Reply.Refused(), line.order(PI30, "PBFT53.0"));
    assertFalse(line.echoes());
  }

  @Test
  void whereNothingElseHasComeSendingAndReceivingAreJoined() {
    saysBack();
    for (String text : List.of("QPI", "QID")) {
      assertTrue(
          silent(text).contains("what is sent comes back: sending and receiving are joined"),
          silent(text));
    }
    assertTrue(line.isLooped());
    assertThrows(SilentException.class, () -> line.order(PI30, "PBFT53.0"));
  }

  @Test
  void anEchoInFrontOfARefusalOrOfAckIsTakenOff() throws Exception {
    echoing(PI30.reply("NAK"));
    assertEquals(new Reply.Refused(), line.exchange(PI30, "QBMS"));
    echoing(PI30.reply("ACK"));
    assertEquals(new Reply.Accepted(), line.order(PI30, "PBFT53.0"));
  }

  @Test
  void onlyAReadingTellsWhetherALineEchoes() throws Exception {
    saysBack();
    assertThrows(SilentException.class, () -> line.exchange(PI30, "QPI"));
    answering(PI30.reply("B"));
    line.exchange(PI30, "QMOD");
    assertFalse(line.isLooped());
    saysBack();
    assertEquals(new Reply.Refused(), line.exchange(PI30, "QBMS"));
    echoing(PI30.reply("B"));
    line.exchange(PI30, "QMOD");
    saysBack();
    assertThrows(SilentException.class, () -> line.exchange(PI30, "QBMS"));
  }

  @Test
  void aDamagedEchoIsNoEcho() {
    byte[] echo = PI30.request("QMOD");
    echo[1] = 'N';
    link.answering(request -> List.of(chunk(2, joined(echo, PI30.reply("B")))));
    assertEquals(
        Reason.SUSPECT,
        assertThrows(ProtocolException.class, () -> line.exchange(PI30, "QMOD")).reason());
  }
}
