package io.sunherd.inverter.exchange;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.link.DeviceAddress.Kind;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.ProtocolException.Reason;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Request;
import io.sunherd.suite.PureTests;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One question, one answer: what a line believes and what it does not. */
@PureTests
class LineTest {
  private static final Framing PI30 = Dialects.common().framing();

  private final ScriptedLink link = new ScriptedLink();
  private final Line line = new Line(link, Timing.of(Kind.SERIAL), link);

  private Reply ask(String text) throws Exception {
    return line.exchange(PI30, text);
  }

  private static byte[] frames(String... payloads) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String payload : payloads) {
      bytes.writeBytes(PI30.reply(payload));
    }
    return bytes.toByteArray();
  }

  private Reason refusedBecause(String text) {
    return assertThrows(ProtocolException.class, () -> ask(text)).reason();
  }

  @Test
  void readsAReplyInChunksOfEverySize() throws Exception {
    byte[] frame = frames("92932004102443");
    for (int size = 1; size <= frame.length; size++) {
      List<ScriptedLink.Chunk> chunks = new ArrayList<>();
      for (int i = 0; i < frame.length; i += size) {
        chunks.add(chunk(4, Arrays.copyOfRange(frame, i, Math.min(frame.length, i + size))));
      }
      link.answering(request -> chunks);
      assertEquals(new Reply.Text("92932004102443"), ask("QID"));
    }
  }

  @Test
  void dropsWhatWasLeftOverBeforeItAsks() throws Exception {
    link.stale(frames("L"));
    link.answering(request -> List.of(chunk(100, frames("B"))));
    assertEquals(new Reply.Text("B"), ask("QMOD"));
  }

  @Test
  void doesNotBelieveAnOlderFrameInFrontOfTheRightOne() throws Exception {
    link.answering(request -> List.of(chunk(100, frames("B"))));
    ask("QMOD");
    link.answering(request -> List.of(chunk(100, frames("L", "B"))));
    assertEquals(Reason.SUSPECT, refusedBecause("QMOD"));
  }

  @Test
  void doesNotBelieveAnOlderFrameInFrontAtThePaceOfTheLine() throws Exception {
    link.answering(request -> List.of(chunk(100, frames("B"))));
    ask("QMOD");
    byte[] both = frames("L", "B");
    List<ScriptedLink.Chunk> paced = new ArrayList<>();
    for (byte b : both) {
      paced.add(chunk(4, new byte[] {b}));
    }
    link.answering(request -> paced);
    assertEquals(Reason.SUSPECT, refusedBecause("QMOD"));
  }

  @Test
  void waitsForALateAnswerAfterATimeOut() throws Exception {
    link.answering(request -> List.of(chunk(1050, frames("L"))));
    assertThrows(SilentException.class, () -> ask("QMOD"));
    link.answering(request -> List.of(chunk(100, frames("B"))));
    assertEquals(new Reply.Text("B"), ask("QMOD"));
  }

  @Test
  void doesNotBelieveALateAnswerThatComesBetweenQuestionAndAnswer() throws Exception {
    link.answering(request -> List.of());
    assertThrows(SilentException.class, () -> ask("QMOD"));
    link.answering(request -> List.of(chunk(10, frames("L")), chunk(90, frames("B"))));
    assertEquals(Reason.SUSPECT, refusedBecause("QMOD"));
    link.answering(request -> List.of(chunk(100, frames("B"))));
    assertEquals(new Reply.Text("B"), ask("QMOD"));
  }

  @Test
  void takesPaddingBehindTheReplyForNothing() throws Exception {
    byte[] frame = frames("B");
    link.answering(
        request ->
            List.of(chunk(30, Arrays.copyOf(frame, frame.length + 3)), chunk(5, new byte[8])));
    assertEquals(new Reply.Text("B"), ask("QMOD"));
    link.answering(request -> List.of(chunk(30, new byte[8]), chunk(5, frame)));
    assertEquals(new Reply.Text("B"), ask("QMOD"));
    byte[] split = new byte[frame.length + 8];
    System.arraycopy(frame, 0, split, 0, 2);
    System.arraycopy(frame, 2, split, 10, frame.length - 2);
    link.answering(request -> List.of(chunk(30, split)));
    assertEquals(new Reply.Text("B"), ask("QMOD"));
  }

  @Test
  void tellsSilenceFromABrokenAnswer() {
    link.answering(request -> List.of());
    assertEquals(
        "serial:/dev/ttyTEST0 did not answer QMOD.",
        assertThrows(SilentException.class, () -> ask("QMOD")).getMessage());
    link.answering(request -> List.of(chunk(100, new byte[] {'(', 'B'})));
    assertEquals(
        "serial:/dev/ttyTEST0 broke off its answer to QMOD.",
        assertThrows(SilentException.class, () -> ask("QMOD")).getMessage());
  }

  @Test
  void endsOnEndlessNoise() {
    byte[] noise = new byte[600];
    Arrays.fill(noise, (byte) 0xFF);
    link.answering(request -> List.of(chunk(100, noise)));
    assertEquals(Reason.NOISE, refusedBecause("QMOD"));
  }

  @Test
  void tellsAnotherRequestAndARefusalOfAnotherFamily() {
    link.answering(request -> List.of(chunk(1, PI30.request("QPIGS"))));
    assertEquals(Reason.ECHO, refusedBecause("QMOD"));
    link.answering(request -> List.of(chunk(1, new byte[] {0x5E, 0x30, 0x1B, (byte) 0xE3, 0x0D})));
    assertEquals(Reason.OTHER_PROTOCOL, refusedBecause("QMOD"));
  }

  @Test
  void knowsRefusalsWithAndWithoutChecksum() throws Exception {
    link.answering(request -> List.of(chunk(100, frames("NAK"))));
    assertEquals(new Reply.Refused(), ask("QXX"));
    link.answering(request -> List.of(chunk(100, "(NAK\r".getBytes(StandardCharsets.US_ASCII))));
    assertEquals(new Reply.Refused(), ask("QXX"));
    link.answering(request -> List.of(chunk(100, frames("ACK"))));
    assertEquals(new Reply.Accepted(), ask("PBFT53.0"));
  }

  @Test
  void aLostDeviceIsLostAtOnce() {
    link.lose();
    assertEquals(
        LinkException.Reason.LOST, assertThrows(LinkException.class, () -> ask("QMOD")).reason());
  }

  @Test
  void whereTheLineIsShortOfTimeTheNextRequestIsNotHeldUp() throws Exception {
    List<ScriptedLink.Chunk> paced = new ArrayList<>();
    for (byte b : frames("B")) {
      paced.add(chunk(4, new byte[] {b}));
    }
    link.answering(request -> paced);
    ask("QMOD");
    line.exchange(PI30, "QMOD", () -> true);
    long gap = link.getAsLong() - line.completed();
    assertTrue(gap > 4_000_000, () -> "a byte at the line's pace would be missed: " + gap + " ns");
    assertTrue(gap < 7_000_000, () -> gap + " ns");
  }

  @Test
  void whereNobodyWaitsForTheLineItIsWatchedForLonger() throws Exception {
    link.answering(request -> List.of(chunk(100, frames("B"))));
    ask("QMOD");
    link.answering(request -> List.of(chunk(100, frames("L")), chunk(15, frames("B"))));
    assertEquals(Reason.SUSPECT, refusedBecause("QMOD"));
  }

  @Test
  void theSameReplyTwiceTellsNothingNew() throws Exception {
    link.answering(request -> List.of(chunk(100, frames("B", "B"))));
    assertEquals(new Reply.Text("B"), ask("QMOD"));
    link.answering(request -> List.of(chunk(100, frames("B")), chunk(15, frames("B"))));
    assertEquals(new Reply.Text("B"), ask("QMOD"));
    link.answering(request -> List.of(chunk(100, frames("B", "B", "L"))));
    assertEquals(Reason.SUSPECT, refusedBecause("QMOD"));
  }

  @Test
  void behindTheReadingOfTheOnlyInquiryOnAQuietLineNothingIsWaitedFor() throws Exception {
    Request mode = Dialects.common().request("operation_mode").orElseThrow();
    link.answering(request -> List.of(chunk(100, frames("B")), chunk(20, frames("L"))));
    assertEquals(new Reply.Text("B"), line.brief(PI30, mode));
    assertTrue(link.getAsLong() < Duration.ofMillis(120 + 100 + 10).toNanos());
    assertEquals(false, line.isInStep(), "it is not known what follows");
    link.answering(request -> List.of(chunk(100, frames("S")), chunk(20, frames("L"))));
    assertEquals(
        Reason.SUSPECT,
        assertThrows(ProtocolException.class, () -> line.brief(PI30, mode)).reason(),
        "the next is watched as ever");
  }

  @Test
  void behindWhatIsNoReadingOfTheOnlyInquiryTheLineIsWatchedAsEver() {
    Request mode = Dialects.common().request("operation_mode").orElseThrow();
    for (String other : List.of("NAK", "92932004102443")) {
      Line fresh = new Line(link, Timing.of(Kind.SERIAL), link);
      link.answering(request -> List.of(chunk(100, frames(other)), chunk(100, frames("L"))));
      assertThrows(ProtocolException.class, () -> fresh.brief(PI30, mode), other);
      link.forget();
    }
  }

  @Test
  void aReplyAboutAnyOfSeveralUnitsIsWatchedAsEver() throws Exception {
    Request second = Dialects.common().request("QPGS2").orElseThrow();
    String told =
        "1 92932004102443 B 00 230.6 50.00 230.6 50.00 0275 0141 005 51.4 001 069 020.4 000 00942"
            + " 00792 007 00000010 1 1 060 080 10 00 000";
    link.answering(
        request ->
            List.of(chunk(100, frames(told)), chunk(100, frames(told.replace("443 B", "444 L")))));
    assertEquals(
        Reason.SUSPECT,
        assertThrows(ProtocolException.class, () -> line.brief(PI30, second)).reason(),
        "the first may be another unit's, asked for by a line that has ended");
  }
}
