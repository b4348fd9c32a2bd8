package io.sunherd.inverter.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ForeignAnswers;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.suite.LongTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One answer that is late, lost, doubled, or of somebody before, never changes who is found; more
 * of them never make another one of it.
 */
@LongTests
class MishapsOfRecognitionTest {
  private static final int QUESTIONS = 14;
  private static final Duration LONGEST = Duration.ofSeconds(10);

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
    return Stream.of("serial:/dev/ttyTEST0", "usb:/dev/hidraw0", "tcp:127.0.0.1:4660")
        .flatMap(device -> kinds().map(kind -> Arguments.of(kind.get()[0], kind.get()[1], device)));
  }

  private static Stream<Arguments> kinds() {
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

  @ParameterizedTest(name = "{0}, to strangers {1}, at {2}")
  @MethodSource("units")
  @DisplayName("whichever answer it is, the unit is found, and in ten seconds")
  void one(String kind, String toStrangers, String device) {
    Supplier<ForeignAnswers> unit = () -> unit(kind).toStrangers(word(toStrangers));
    String undisturbed = told(Mishap.NONE.link(unit.get(), -1).at(device));
    assertTrue(undisturbed.startsWith(kind.split(" ")[0] + " 9"), undisturbed);
    List<String> wrong = new ArrayList<>();
    for (Mishap mishap : Mishap.ALL) {
      for (int which = 0; which < QUESTIONS; which++) {
        ScriptedLink link = mishap.link(unit.get(), which).at(device);
        String told = told(link);
        Duration took = Duration.ofNanos(link.getAsLong());
        boolean isMute = toStrangers.equals("nothing");
        if (isMute && mishap.name().equals("lost") && told.endsWith("did not answer QPI.")) {
          continue; // nothing at all came
        }
        boolean isNobody = !told.startsWith("pi") && took.compareTo(LONGEST) <= 0;
        if (isMute && device.startsWith("usb:") && (isNobody || told.endsWith(" null"))) {
          continue; // of silences of two seconds there are four: it is looked for again
        }
        if (!told.equals(undisturbed) || took.compareTo(LONGEST) > 0) {
          wrong.add(which + " " + mishap.name() + ": " + told + ", " + took + " " + link.asked);
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @ParameterizedTest(name = "{0}, to strangers {1}, at {2}")
  @MethodSource("units")
  @DisplayName("two of them or a row never make another unit of it, nor take longer")
  void more(String kind, String toStrangers, String device) {
    Supplier<ForeignAnswers> unit = () -> unit(kind).toStrangers(word(toStrangers));
    String family = kind.split(" ")[0];
    List<String> wrong = new ArrayList<>();
    for (Mishap mishap : Mishap.ALL) {
      for (int first = 0; first < QUESTIONS; first++) {
        for (int second = first + 1; second <= QUESTIONS; second++) {
          ScriptedLink link = mishap.link(unit.get(), first, second).at(device);
          String told = told(link);
          Duration took = Duration.ofNanos(link.getAsLong());
          boolean isOther = told.startsWith("pi") && !told.startsWith(family + " ");
          if ((isOther && !isLostForGood(kind, mishap)) || took.compareTo(LONGEST) > 0) {
            wrong.add(first + " " + second + " " + mishap.name() + ": " + told + ", " + took);
          }
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  /** What was lost as often as it was asked for looks as that of a unit that has none. */
  private static boolean isLostForGood(String kind, Mishap mishap) {
    return List.of("pi30max", "pi41").contains(kind) && mishap.name().equals("lost");
  }
}
