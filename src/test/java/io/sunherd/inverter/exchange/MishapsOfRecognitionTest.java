package io.sunherd.inverter.exchange;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ForeignAnswers;
import io.sunherd.inverter.exchange.ScriptedLink.Chunk;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One answer that is late, lost, doubled, or of somebody before, never changes who is found. */
@PureTests
class MishapsOfRecognitionTest {
  private static final int QUESTIONS = 14;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** What happens to one answer: the chunks that come of it. */
  private interface Mishap {
    List<Chunk> happens(byte[] reply, byte[] before);
  }

  /** A mishap and its name. */
  private record Named(String name, Mishap mishap) {}

  private static final List<Named> MISHAPS =
      List.of(
          new Named("1.05 s late", (reply, before) -> List.of(chunk(1_050, reply))),
          new Named("1.2 s late", (reply, before) -> List.of(chunk(1_200, reply))),
          new Named("1.6 s late", (reply, before) -> List.of(chunk(1_600, reply))),
          new Named("2.2 s late", (reply, before) -> List.of(chunk(2_200, reply))),
          new Named("lost", (reply, before) -> List.of()),
          new Named("doubled", (reply, before) -> List.of(chunk(50, reply), chunk(0, reply))),
          new Named(
              "doubled later", (reply, before) -> List.of(chunk(50, reply), chunk(150, reply))),
          new Named(
              "behind the one before",
              (reply, before) -> List.of(chunk(20, before), chunk(30, reply))),
          new Named(
              "long behind the one before",
              (reply, before) -> List.of(chunk(20, before), chunk(200, reply))),
          new Named("damaged", (reply, before) -> List.of(chunk(50, damaged(reply)))));

  private static byte[] damaged(byte[] reply) {
    byte[] bytes = reply.clone();
    bytes[bytes.length - 2] ^= 0x55;
    return bytes;
  }

  private static ForeignAnswers unit(String kind) {
    return switch (kind) {
      case "pi18" -> ForeignAnswers.pi18();
      case "pi18 without checksums" ->
          ForeignAnswers.pi18()
              .bare(ForeignAnswers.CARET_NO, "PI", "ID", "GS", "MOD", "PIRI")
              .toStrangers(ForeignAnswers.CARET_NO);
      case "pi17" -> ForeignAnswers.pi17();
      case "pi16" -> ForeignAnswers.pi16();
      case "pi41" -> ForeignAnswers.pi30().reads("QPI", "PI41");
      case "pi30max" -> ForeignAnswers.pi30().reads("QMN", "VMIII-5000");
      default -> ForeignAnswers.pi30();
    };
  }

  private static byte[] word(String name) {
    return switch (name) {
      case "NAK" -> ForeignAnswers.NAK;
      case "^0" -> ForeignAnswers.CARET_NO;
      default -> ForeignAnswers.SILENCE;
    };
  }

  static Stream<Arguments> units() {
    return Stream.of(
        Arguments.of("pi30", "NAK"),
        Arguments.of("pi30", "nothing"),
        Arguments.of("pi30max", "NAK"),
        Arguments.of("pi41", "NAK"),
        Arguments.of("pi18", "^0"),
        Arguments.of("pi18", "NAK"),
        Arguments.of("pi18", "nothing"),
        Arguments.of("pi18 without checksums", "^0"),
        Arguments.of("pi17", "^0"),
        Arguments.of("pi17", "NAK"),
        Arguments.of("pi17", "nothing"),
        Arguments.of("pi16", "NAK"),
        Arguments.of("pi16", "nothing"));
  }

  /** A line to a unit whose answer with that number has a mishap. */
  private static ScriptedLink link(ForeignAnswers unit, int which, Mishap mishap) {
    ScriptedLink link = new ScriptedLink();
    List<byte[]> replies = new ArrayList<>(List.of(ForeignAnswers.CARET_NO));
    link.answeringBytes(
        request -> {
          byte[] reply = unit.answer(request);
          byte[] before = replies.get(replies.size() - 1);
          boolean isSilent = reply.length == 0;
          if (!isSilent) {
            replies.add(reply);
          }
          if (link.sent.size() - 1 == which) {
            return isSilent ? List.of() : mishap.happens(reply, before);
          }
          return isSilent ? List.of() : List.of(chunk(50, reply));
        });
    return link;
  }

  private static String told(ScriptedLink link) {
    Line line = new Line(link, Timing.of(link.device().kind()), link);
    try {
      Identity found = new Identification(line).identify("auto");
      return found.dialect().id() + " " + found.serial();
    } catch (ProtocolException | SilentException e) {
      return e.getMessage();
    } catch (LinkException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "{0}, to strangers {1}")
  @MethodSource("units")
  @DisplayName("whichever answer it is, the unit is found, and in ten seconds")
  void one(String kind, String toStrangers) {
    Supplier<ForeignAnswers> unit = () -> unit(kind).toStrangers(word(toStrangers));
    String undisturbed = told(link(unit.get(), -1, (reply, before) -> List.of()));
    assertTrue(undisturbed.startsWith(kind.split(" ")[0] + " 9"), undisturbed);
    List<String> wrong = new ArrayList<>();
    for (Named mishap : MISHAPS) {
      for (int which = 0; which < QUESTIONS; which++) {
        ScriptedLink link = link(unit.get(), which, mishap.mishap());
        String told = told(link);
        Duration took = Duration.ofNanos(link.getAsLong());
        boolean isNoSign = mishap.name().equals("lost") && toStrangers.equals("nothing");
        if (isNoSign && told.endsWith("did not answer QPI.")) {
          continue; // nothing at all came
        }
        if (!told.equals(undisturbed) || took.compareTo(LONGEST) > 0) {
          wrong.add(which + " " + mishap.name() + ": " + told + ", " + took + " " + link.asked);
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }
}
