package io.sunherd.inverter.exchange;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that come in pieces, and those that do not end in time. */
@PureTests
class PiecesTest {
  private static final Framing PI30 = Dialects.common().framing();
  private static final String LONG = "230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080";

  private final ScriptedLink link = new ScriptedLink();
  private Line line = new Line(link, Timing.of(Kind.SERIAL), link);

  private static List<Chunk> pieces(byte[] frame, int count, long firstMs, long pauseMs) {
    List<Chunk> chunks = new ArrayList<>();
    int size = (frame.length + count - 1) / count;
    for (int i = 0; i < frame.length; i += size) {
      byte[] piece = Arrays.copyOfRange(frame, i, Math.min(frame.length, i + size));
      chunks.add(chunk(i == 0 ? firstMs : pauseMs, piece));
    }
    return chunks;
  }

  @ParameterizedTest
  @ValueSource(longs = {500, 700, 1000})
  void pausesWithinAReplyArePartOfIt(long pauseMs) throws Exception {
    link.answering(request -> pieces(PI30.reply(LONG), 3, 100, pauseMs));
    for (int i = 0; i < 3; i++) {
      assertEquals(new Reply.Text(LONG), line.exchange(PI30, "QPIGS"));
    }
    assertTrue(line.isInStep());
  }

  @Test
  void theWholeReplyHasALimit() {
    link.answering(request -> pieces(PI30.reply(LONG), 20, 100, 400));
    long start = link.getAsLong();
    assertThrows(SilentException.class, () -> line.exchange(PI30, "QPIGS"));
    long took = (link.getAsLong() - start) / 1_000_000;
    assertTrue(took >= 2500 && took <= 2800, () -> took + " ms");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"SERIAL", "USB", "TCP"})
  void theTailOfAReplyIsNeverInFrontOfTheNext(Kind kind) throws Exception {
    for (int count = 4; count <= 9; count++) {
      for (long pauseMs : new long[] {300, 700, 1000}) {
        link.forget();
        line = new Line(link, Timing.of(kind), link);
        List<Chunk> slow = pieces(PI30.reply(LONG), count, 100, pauseMs);
        link.answering(text -> text.equals("QPIGS") ? slow : List.of(chunk(100, PI30.reply("B"))));
        askSlowly();
        Reply reply = null;
        for (int i = 0; i < 3 && reply == null; i++) {
          reply = askOnce();
        }
        assertEquals(new Reply.Text("B"), reply, count + " pieces, " + pauseMs + " ms between");
      }
    }
  }

  private void askSlowly() throws Exception {
    try {
      assertEquals(new Reply.Text(LONG), line.exchange(PI30, "QPIGS"));
    } catch (SilentException e) {
      assertTrue(e.getMessage().contains("broke off"), e.getMessage());
    }
  }

  /** The answer; null where the line is still busy with the older one. */
  private Reply askOnce() throws Exception {
    try {
      return line.exchange(PI30, "QMOD");
    } catch (SilentException e) {
      assertTrue(e.getMessage().contains("older reply"), e.getMessage());
      return null;
    }
  }

  @Test
  void whatFollowsAReplyInPiecesIsWaitedForToo() throws Exception {
    List<Chunk> both = new ArrayList<>(List.of(chunk(100, PI30.reply("L"))));
    both.addAll(pieces(PI30.reply(LONG), 3, 50, 900));
    link.answering(text -> text.equals("QPIGS") ? both : List.of(chunk(100, PI30.reply("B"))));
    assertEquals(
        Reason.SUSPECT,
        assertThrows(ProtocolException.class, () -> line.exchange(PI30, "QPIGS")).reason());
    assertEquals(new Reply.Text("B"), line.exchange(PI30, "QMOD"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1010, 1050, 1100})
  void aReplyThatBeginsTooLateAndComesInPiecesIsWaitedFor(long firstMs) throws Exception {
    List<Chunk> late = pieces(PI30.reply(LONG), 3, firstMs, 700);
    link.answering(text -> text.equals("QPIGS") ? late : List.of(chunk(300, PI30.reply("B"))));
    assertThrows(SilentException.class, () -> line.exchange(PI30, "QPIGS"));
    assertEquals(new Reply.Text("B"), line.exchange(PI30, "QMOD"));
  }

  @Test
  void aReplyThatStopsForGoodIsNotWaitedForTwice() throws Exception {
    link.answering(request -> List.of(chunk(100, Arrays.copyOf(PI30.reply(LONG), 20))));
    long start = link.getAsLong();
    assertThrows(SilentException.class, () -> line.exchange(PI30, "QPIGS"));
    link.answering(request -> List.of(chunk(100, PI30.reply("B"))));
    assertEquals(new Reply.Text("B"), line.exchange(PI30, "QMOD"));
    long took = (link.getAsLong() - start) / 1_000_000;
    assertTrue(took < 2000, () -> took + " ms");
  }

  @Test
  void theTailOfACaretReplyWhoseChecksumHoldsACrIsWaitedForToItsEnd() throws Exception {
    Framing pi17 = Dialects.find("pi17").orElseThrow().framing();
    byte[] frame = HexFormat.of().parseHex("5e4430313732303231303532313233343734330d520d");
    List<Chunk> slow = new ArrayList<>(pieces(Arrays.copyOf(frame, 20), 3, 100, 1000));
    slow.add(chunk(1000, new byte[] {0x52}));
    slow.add(chunk(1000, new byte[] {0x0D}));
    link.answeringBytes(
        request -> request[5] == 'T' ? slow : List.of(chunk(100, pi17.reply("03"))));
    assertThrows(SilentException.class, () -> line.exchange(pi17, "T"));
    Reply reply = null;
    for (int i = 0; i < 3 && reply == null; i++) {
      try {
        reply = line.exchange(pi17, "MOD");
      } catch (SilentException e) {
        assertTrue(e.getMessage().contains("older reply"), e.getMessage());
      }
    }
    assertEquals(new Reply.Text("03"), reply);
  }

  @Test
  void garbageWithoutAnEndIsToldFromAReplyThatBreaksOff() {
    byte[] ones = new byte[40];
    Arrays.fill(ones, (byte) 0xFF);
    link.answering(request -> List.of(chunk(100, ones)));
    assertEquals(
        Reason.NOISE,
        assertThrows(ProtocolException.class, () -> line.exchange(PI30, "QPI")).reason());
    link.answering(request -> List.of(chunk(100, HexFormat.of().parseHex("9c03e178f0811c9e40"))));
    assertEquals(
        Reason.NOISE,
        assertThrows(ProtocolException.class, () -> line.exchange(PI30, "QPI")).reason());
    link.answering(request -> List.of(chunk(100, new byte[8])));
    assertTrue(
        assertThrows(SilentException.class, () -> line.exchange(PI30, "QPI"))
            .getMessage()
            .contains("did not answer"));
  }
}
