package io.sunherd.inverter.exchange;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ForeignAnswers;
import io.sunherd.inverter.parallel.BusScanner;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long a recognition takes, on a line of 2400 baud and a clock that nobody waits for: what
 * comes in place of answers never makes it longer than ten seconds.
 */
@PureTests
class TimesOfRecognitionTest {
  private static final String SERIAL = "serial:/dev/ttyTEST0";
  private static final String USB = "usb:/dev/hidraw0";
  private static final long BAUD = 2_400;

  private final ScriptedLink link = new ScriptedLink();
  private Line line = new Line(link, Timing.of(link.device().kind()), link);

  private void open(String device, UnaryOperator<byte[]> unit) {
    link.at(device)
        .answeringBytes(
            request -> {
              byte[] reply = unit.apply(request);
              long wire = (request.length + reply.length) * 10_000L / BAUD;
              return reply.length == 0 ? List.of() : List.of(chunk(20 + wire, reply));
            });
    line = new Line(link, Timing.of(link.device().kind()), link);
  }

  private String told() throws LinkException {
    try {
      Identity found = new Identification(line).identify("auto");
      return found.dialect().id() + " " + found.serial();
    } catch (ProtocolException | SilentException e) {
      return e.getMessage();
    }
  }

  private double seconds() {
    return link.getAsLong() / 1e9;
  }

  /** It answers so often with that, and is silent then. */
  private static UnaryOperator<byte[]> atFirst(int times, byte[] word) {
    int[] asked = {0};
    return request -> asked[0]++ < times ? word : ForeignAnswers.SILENCE;
  }

  private static UnaryOperator<byte[]> losing(int which, ForeignAnswers unit) {
    int[] asked = {0};
    return request -> asked[0]++ == which ? ForeignAnswers.SILENCE : unit.answer(request);
  }

  private static ForeignAnswers silentAt(String texts) {
    ForeignAnswers unit = ForeignAnswers.pi30().reads("QMN", "HS-5000").reads("QGMN", "037");
    for (String text : texts.split(" ", -1)) {
      unit.says(text, ForeignAnswers.SILENCE);
    }
    return unit;
  }

  @ParameterizedTest
  @CsvSource({
    SERIAL + ", QMN, 3.5",
    USB + ", QMN, 5.5",
    SERIAL + ", QMN QGMN, 4.5",
    USB + ", QMN QGMN, 7.5",
    SERIAL + ", QMN QGMN QPGS0, 10",
    USB + ", QMN QGMN QPGS0, 10",
    USB + ", QMN QGMN QPGS0 QPGS1, 10"
  })
  void aUnitThatIsSilentAtWhatItDoesNotHaveIsFoundInTime(String device, String texts, double most)
      throws Exception {
    open(device, silentAt(texts)::answer);
    line.limit(Identification.LONGEST);
    Identity found = new Identification(line).identify("auto");
    assertEquals("pi30 92932004102443", found.dialect().id() + " " + found.serial());
    if (texts.contains("QPGS")) {
      assertEquals(List.of(), List.copyOf(BusScanner.present(line, found).keySet()));
    }
    assertTrue(seconds() < most, () -> seconds() + " s: " + link.asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {SERIAL, USB, "tcp:127.0.0.1:4660"})
  void aUnitThatTellsNothingButItsProtocolAndReadingsIsFoundInTime(String device)
      throws LinkException {
    ForeignAnswers unit = silentAt("QMN QGMN QID QSID").toStrangers(ForeignAnswers.SILENCE);
    open(device, unit::answer);
    assertEquals("pi30 null", told());
    assertTrue(seconds() < 10, () -> seconds() + " s: " + link.asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {SERIAL, USB, "tcp:127.0.0.1:4660"})
  void whatFallsSilentIsGivenUpInTenSeconds(String device) throws LinkException {
    List<byte[]> words =
        List.of(
            ForeignAnswers.NAK,
            ForeignAnswers.CARET_NO,
            ForeignAnswers.bytes("#-1\r"),
            ForeignAnswers.bytes("(NAOss\r"),
            ForeignAnswers.bytes("(230.0 50.0"),
            new byte[40]);
    List<String> wrong = new ArrayList<>();
    for (byte[] word : words) {
      for (int times = 0; times < 24; times++) {
        double start = seconds();
        open(device, atFirst(times, word));
        String told = told();
        boolean isLong = seconds() - start >= 10;
        boolean isLess = times > 0 && isTelling(word) && told.contains("did not answer");
        if (told.startsWith("pi") || isLong || isLess) {
          wrong.add(times + " " + Arrays.toString(word) + ": " + told + (seconds() - start));
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  /** Whether it tells more than a silence does: that it speaks another protocol. */
  private static boolean isTelling(byte[] word) {
    return word[0] == '^' || word[0] == '#';
  }

  @ParameterizedTest
  @CsvSource({SERIAL + ", 5.7", USB + ", 8.6", "tcp:127.0.0.1:4660, 5.7"})
  void aSilentLineTakesNoLongerThanEver(String device, double most) throws LinkException {
    open(device, request -> ForeignAnswers.SILENCE);
    assertTrue(told().endsWith("did not answer QPI."));
    assertTrue(seconds() < most, () -> seconds() + " s: " + link.asked);
  }

  @ParameterizedTest
  @CsvSource({SERIAL + ", pi30", USB + ", pi30", SERIAL + ", pi41", USB + ", pi41"})
  void anAnswerToQpiThatIsLostOnceIsAskedForAgainWhereTheUnitSpeaks(String device, String family)
      throws LinkException {
    String told = family.replace("pi", "PI");
    open(device, losing(0, ForeignAnswers.pi30().reads("QPI", told)));
    assertEquals(family + " 92932004102443", told());
    assertTrue(seconds() < 10, () -> seconds() + " s: " + link.asked);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 1_600, 2_000, 2_200, 2_400, 3_000, 4_000})
  void onALineOfLongSilencesAUnitOfPi41IsNeverOneOfPi30(int silence) throws LinkException {
    ForeignAnswers unit = ForeignAnswers.pi30().reads("QPI", "PI41");
    open(SERIAL, losing(0, unit.toStrangers(ForeignAnswers.SILENCE)));
    Duration first = Duration.ofMillis(silence);
    Timing usual = Timing.of(link.device().kind());
    line = new Line(link, new Timing(first, usual.next(), usual.whole(), usual.quiet()), link);
    String told = told();
    assertFalse(told.startsWith("pi30"), () -> told + " " + link.asked);
    assertTrue(seconds() < 10, () -> seconds() + " s: " + link.asked);
    assertEquals(silence <= 1_600, told.equals("pi41 92932004102443"), told);
  }

  @Test
  void afterwardsTheLineIsAskedWithoutEnd() throws Exception {
    open(SERIAL, atFirst(1, ForeignAnswers.NAK));
    String unused = told();
    link.pass(Duration.ofSeconds(20));
    link.answering(text -> List.of(chunk(900, ForeignAnswers.sealed("(L"))));
    assertEquals("Text[payload=L]", line.exchange(Dialects.common().framing(), "QMOD").toString());
  }
}
