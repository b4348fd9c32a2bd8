package io.sunherd.line;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ForeignAnswers;
import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.Mishap;
import io.sunherd.inverter.exchange.ScriptedLink;
import io.sunherd.inverter.exchange.Timing;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.suite.PureTests;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A one-shot line prints the same, whichever answer is late, lost, doubled, or of somebody before.
 */
@PureTests
class LateLinesTest {
  private static final int QUESTIONS = 16;

  static Stream<Arguments> lines() {
    List<List<String>> units =
        List.of(
            List.of("pi30", "NAK"),
            List.of("pi18", "^0"),
            List.of("pi18", "NAK"),
            List.of("pi18", "nothing"),
            List.of("pi17", "^0"),
            List.of("pi17", "nothing"),
            List.of("pi16", "NAK"));
    return units.stream()
        .flatMap(
            unit ->
                Stream.of("--op-mode", "--op-mode --json", "--status", "--cmd id")
                    .map(line -> Arguments.of(unit.get(0), unit.get(1), line)));
  }

  private static ForeignAnswers unit(String family, String toStrangers) {
    ForeignAnswers unit =
        switch (family) {
          case "pi18" -> ForeignAnswers.pi18();
          case "pi17" -> ForeignAnswers.pi17();
          case "pi16" -> ForeignAnswers.pi16();
          default -> ForeignAnswers.pi30();
        };
    return unit.toStrangers(
        switch (toStrangers) {
          case "NAK" -> ForeignAnswers.NAK;
          case "^0" -> ForeignAnswers.CARET_NO;
          default -> ForeignAnswers.SILENCE;
        });
  }

  private static LineRequest question(String words) {
    String command = words.startsWith("--cmd ") ? words.substring("--cmd ".length()) : null;
    return new LineRequest(
        List.of(),
        words.contains("--status"),
        command,
        null,
        words.contains("--json"),
        LineRequest.AUTO,
        words.contains("--verbose"));
  }

  /** What a line prints, or why it prints nothing. */
  private static String printed(ScriptedLink link, String words) {
    return printed(link, words, new StringWriter());
  }

  private static String printed(ScriptedLink link, String words, StringWriter err) {
    StringWriter out = new StringWriter();
    DeviceLine question =
        new DeviceLine(
            question(words),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            (device, pid) -> OptionalInt.empty());
    try {
      int unused = question.ask(new Line(link, Timing.of(link.device().kind()), link));
      return out.toString();
    } catch (CommandFailure e) {
      return "! " + e.getMessage();
    } catch (LinkException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "{0}, to strangers {1}: {2}")
  @MethodSource("lines")
  @DisplayName("whichever answer it is")
  void one(String family, String toStrangers, String words) {
    String named =
        words.replace("id", family.equals("pi30") || family.equals("pi16") ? "QID" : "ID");
    Supplier<ForeignAnswers> unit = () -> unit(family, toStrangers);
    String undisturbed = printed(Mishap.NONE.link(unit.get(), -1), named);
    assertEquals(false, undisturbed.startsWith("!"), undisturbed);
    List<String> wrong = new ArrayList<>();
    for (Mishap mishap : Mishap.ALL) {
      for (int which = 0; which < QUESTIONS; which++) {
        ScriptedLink link = mishap.link(unit.get(), which);
        String told = printed(link, named);
        boolean isNoSign = mishap.name().equals("lost") && toStrangers.equals("nothing");
        if (!told.equals(undisturbed) && !(isNoSign && told.endsWith("did not answer QPI."))) {
          wrong.add(which + " " + mishap.name() + ": " + told.strip() + " " + link.asked);
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pi30", "pi18", "pi17", "pi16"})
  @DisplayName("an echo is taken off, and told to who wants to know more")
  void echo(String family) {
    ForeignAnswers unit = unit(family, "NAK");
    ScriptedLink link = new ScriptedLink();
    link.answeringBytes(
        request -> List.of(chunk(5, request.clone()), chunk(50, unit.answer(request))));
    StringWriter err = new StringWriter();
    String told = printed(link, "--verbose --op-mode", err);
    assertEquals(printed(Mishap.NONE.link(unit(family, "NAK"), -1), "--op-mode"), told);
    String sentence =
        "There is an echo on the line: what is sent comes back; it is taken off."
            + System.lineSeparator();
    assertTrue(err.toString().endsWith(sentence), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a wrong checksum", "nothing"})
  @DisplayName("an inquiry needs no answer to another question than its own")
  void deaf(String toQpi) {
    byte[] word =
        toQpi.equals("nothing") ? ForeignAnswers.SILENCE : ForeignAnswers.bytes("(PI30\1\2\r");
    ForeignAnswers unit = unit("pi30", "NAK").says("QPI", word);
    unit.says("QMN", ForeignAnswers.SILENCE).says("QGMN", ForeignAnswers.SILENCE);
    Mishap lost = Mishap.ALL.stream().filter(one -> one.name().equals("lost")).findFirst().get();
    assertEquals("L", printed(lost.link(unit, 0), "--op-mode").strip().replace("(", ""));
  }

  @Test
  @DisplayName("a refusal is not believed the first time it comes, at the last try either")
  void refusedOnce() throws Exception {
    Deque<byte[]> replies =
        new ArrayDeque<>(
            List.of(ForeignAnswers.SILENCE, ForeignAnswers.SILENCE, ForeignAnswers.NAK));
    ForeignAnswers unit = ForeignAnswers.pi30();
    ScriptedLink link = new ScriptedLink();
    link.answeringBytes(
        request -> {
          byte[] reply = replies.isEmpty() ? unit.answer(request) : replies.remove();
          return reply.length == 0 ? List.of() : List.of(chunk(50, reply));
        });
    Line line = new Line(link, Timing.of(link.device().kind()), link);
    Persistent persistent = new Persistent(line, Dialects.common());
    Reply reply = persistent.ask(Dialects.common().request("operation_mode").orElseThrow());
    assertEquals(new Reply.Text("L"), reply);
  }
}
