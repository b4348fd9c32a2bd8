package io.sunherd.inverter.exchange;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.inverter.exchange.ScriptedLink.Chunk;
import io.sunherd.link.DeviceAddress.Kind;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.suite.PureTests;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests whose CRC has a 00: units that hear them, and units that want 01 in its place. */
@PureTests
class ZerosTest {
  private static final Framing PI30 = Dialects.common().framing();
  private static final String DAY = "QED20230108";
  private static final byte[] PLAIN = PI30.request(DAY);
  private static final byte[] ONES = PI30.requestWithoutNul(DAY);
  private static final Reply ENERGY = new Reply.Text("00003570");

  private final ScriptedLink link = new ScriptedLink();
  private final Line line = new Line(link, Timing.of(Kind.SERIAL), link);

  private static boolean hasNul(byte[] request) {
    return request[request.length - 3] == 0 || request[request.length - 2] == 0;
  }

  private static List<Chunk> reply(String payload) {
    return List.of(chunk(100, PI30.reply(payload)));
  }

  private void deaf(Function<byte[], List<Chunk>> answers) {
    link.answeringBytes(request -> hasNul(request) ? List.of() : answers.apply(request));
  }

  private void isSent(byte[]... requests) {
    assertEquals(requests.length, link.sent.size(), link.asked.toString());
    for (int i = 0; i < requests.length; i++) {
      assertArrayEquals(requests[i], link.sent.get(i), Arrays.toString(link.sent.get(i)));
    }
    link.sent.clear();
  }

  @Test
  void silenceIsAskedOnceMoreWithOneAndWhatWorkedIsRemembered() throws Exception {
    deaf(request -> reply("00003570"));
    assertEquals(ENERGY, line.exchange(PI30, DAY));
    isSent(PLAIN, ONES);
    assertEquals(ENERGY, line.exchange(PI30, DAY));
    isSent(ONES);
    line.exchange(PI30, "QPIGS");
    isSent(PI30.request("QPIGS"));
  }

  @Test
  void onAnEchoingLineToo() throws Exception {
    link.answeringBytes(
        request ->
            hasNul(request)
                ? List.of(chunk(2, request))
                : List.of(chunk(2, request), chunk(100, PI30.reply("00003570"))));
    assertEquals(ENERGY, line.exchange(PI30, DAY));
    isSent(PLAIN, ONES);
  }

  @Test
  void aSettingIsSentOnceInTheFormThatTheUnitIsKnownToTake() throws Exception {
    deaf(request -> reply(request[0] == 'Q' ? "00003570" : "ACK"));
    assertThrows(SilentException.class, () -> line.order(PI30, "PBFT48.8"));
    isSent(PI30.request("PBFT48.8"));
    line.exchange(PI30, DAY);
    link.sent.clear();
    assertEquals(new Reply.Accepted(), line.order(PI30, "PBFT48.8"));
    isSent(PI30.requestWithoutNul("PBFT48.8"));
  }

  @Test
  void aUnitThatHearsAZeroIsNotAskedInAnotherForm() throws Exception {
    link.answering(request -> reply("NAK"));
    assertEquals(new Reply.Refused(), line.exchange(PI30, DAY));
    link.answering(request -> List.of());
    link.sent.clear();
    assertThrows(SilentException.class, () -> line.exchange(PI30, DAY));
    isSent(PLAIN);
  }

  @Test
  void oneRefusalOfTheOtherFormTellsNothing() throws Exception {
    deaf(request -> reply("NAK"));
    line.exchange(PI30, DAY);
    isSent(PLAIN, ONES);
    link.answering(request -> reply("ACK"));
    line.order(PI30, "PBFT48.8");
    isSent(PI30.request("PBFT48.8"));
  }

  @Test
  void aSecondRefusalOfTheOtherFormTellsThatThisOneIsHeard() throws Exception {
    deaf(request -> reply("NAK"));
    line.exchange(PI30, DAY);
    line.exchange(PI30, DAY);
    isSent(PLAIN, ONES, PLAIN, ONES);
    link.answering(request -> reply("ACK"));
    line.order(PI30, "PBFT48.8");
    isSent(PI30.requestWithoutNul("PBFT48.8"));
  }

  @Test
  void whatWasLearnedFromAReplyThatWasLateIsUnlearned() throws Exception {
    deaf(request -> reply("00003570"));
    line.exchange(PI30, DAY);
    link.sent.clear();
    link.answeringBytes(request -> hasNul(request) ? reply("00003570") : List.of());
    assertEquals(ENERGY, line.exchange(PI30, DAY));
    isSent(ONES, PLAIN);
    assertEquals(ENERGY, line.exchange(PI30, DAY));
    isSent(PLAIN);
  }

  @Test
  void aReplyThatBrokeOffIsNoSilence() {
    byte[] whole = PI30.reply("00003570");
    link.answeringBytes(request -> List.of(chunk(50, Arrays.copyOf(whole, 5))));
    assertThrows(SilentException.class, () -> line.exchange(PI30, DAY));
    isSent(PLAIN);
  }

  @Test
  void aRequestWithoutAZeroIsAskedOnce() {
    link.answering(request -> List.of());
    assertThrows(SilentException.class, () -> line.exchange(PI30, "QPIGS"));
    isSent(PI30.request("QPIGS"));
  }

  @Test
  void pi18IsConcerned() throws Exception {
    Framing pi18 = Dialects.find("pi18").orElseThrow().framing();
    String day = zero(pi18);
    link.answeringBytes(
        request -> hasNul(request) ? List.of() : List.of(chunk(50, pi18.reply("012345"))));
    assertEquals(new Reply.Text("012345"), line.exchange(pi18, day));
    isSent(pi18.request(day), pi18.requestWithoutNul(day));
  }

  /** A day whose energy cannot be asked for without a 00 in the CRC. */
  private static String zero(Framing framing) {
    return IntStream.range(20240101, 20240999)
        .mapToObj(day -> "ED" + day)
        .filter(code -> hasNul(framing.request(code)))
        .findFirst()
        .orElseThrow();
  }
}
