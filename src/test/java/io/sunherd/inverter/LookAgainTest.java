package io.sunherd.inverter;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.ForeignAnswers;
import io.sunherd.herd.Glance;
import io.sunherd.inverter.Scan.Found;
import io.sunherd.inverter.exchange.ScriptedLink;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a scan tells that units do, for people to know which box is which; and how little is asked
 * to tell it again.
 */
@PureTests
class LookAgainTest {
  private static final DeviceAddress PORT = DeviceAddress.parse("serial:/dev/ttyTEST0");
  private static final String BESIDE = "92932004102555";

  private final ScriptedLink link = new ScriptedLink();
  private final Scan scan = new Scan(this::open, link);
  private @Nullable ForeignAnswers unit;

  private ScriptedLink open(DeviceAddress device) throws LinkException {
    ForeignAnswers there = unit;
    if (there == null) {
      throw new LinkException(LinkException.Reason.MISSING, device + " is not there.");
    }
    link.forget();
    return link.answeringBytes(
        request -> {
          byte[] reply = there.answer(request);
          return reply.length == 0 ? List.of() : List.of(chunk(20, reply));
        });
  }

  private List<Found> look() throws InterruptedException {
    List<Found> found = new ArrayList<>();
    scan.look(List.of(PORT), found::add);
    return found;
  }

  private List<Found> again() throws InterruptedException {
    link.asked.clear();
    List<Found> found = new ArrayList<>();
    scan.lookAgain(List.of(PORT), found::add);
    return found;
  }

  private static Map<String, @Nullable Object> values(Found found) {
    Sight sight = found.sight();
    assertNotNull(sight, found::toString);
    return Glance.of(sight.dialect(), sight.readings(), sight.refused());
  }

  private static ForeignAnswers of(String family) {
    return switch (family) {
      case "pi18" -> ForeignAnswers.pi18();
      case "pi17" -> ForeignAnswers.pi17().toStrangers(ForeignAnswers.SILENCE);
      case "pi16" -> ForeignAnswers.pi16().toStrangers(ForeignAnswers.SILENCE);
      default -> ForeignAnswers.pi30();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "pi30, '{ac_watt=751, batt_volt=54.5, pv_watts=879, mode=LN}'",
    "pi18, '{ac_watt=380, batt_volt=51.8, pv_watts=302, mode=hybrid}'",
    "pi17, '{ac_watt=1860, batt_volt=50.3, pv_watts=261, mode=hybrid}'",
    "pi16, '{ac_watt=1594, batt_volt=57.9, pv_watts=0, mode=grid}'"
  })
  void aUnitOfEachFamilyTellsWhatItDoes(String family, String values) throws Exception {
    unit = of(family);
    assertEquals(values, values(look().get(0)).toString());
    assertEquals(values, values(again().get(0)).toString());
  }

  @Test
  void againItIsAskedWhoItIsAndWhatItDoes() throws Exception {
    unit = ForeignAnswers.pi30();
    Found first = look().get(0);
    link.pass(Duration.ofSeconds(5));
    unit.reads(
        "QPIGS",
        "227.2 50.0 230.3 50.0 1829 1790 036 447 53.10 020 083 0054 02.7 323.6 00.00 00000"
            + " 00010110 00 00 00412 010");
    Found now = again().get(0);
    assertEquals(List.of("QID", "QPIGS", "QMOD"), link.asked);
    assertEquals("{ac_watt=1790, batt_volt=53.1, pv_watts=412, mode=LN}", values(now).toString());
    assertEquals(first.serial(), now.serial());
    assertEquals(first.notes(), now.notes());
  }

  @Test
  void whatAUnitLeavesUnansweredBesideOthersIsNoPartOfItsPower() throws Exception {
    unit = ForeignAnswers.pi30().says("QPIGS2", ForeignAnswers.SILENCE);
    assertEquals(879L, values(look().get(0)).get("pv_watts"));
    assertEquals(879L, values(again().get(0)).get("pv_watts"));
    assertEquals(List.of("QID", "QPIGS", "QMOD"), link.asked);
  }

  @Test
  void aStringThatWasToldOnceIsMissedWhereItIsNotTold() throws Exception {
    unit = ForeignAnswers.pi30().reads("QPIGS2", "03.1 327.3 01014");
    assertEquals(1893L, values(look().get(0)).get("pv_watts"));
    unit.says("QPIGS2", ForeignAnswers.NAK);
    assertNull(values(again().get(0)).get("pv_watts"), "not as if the other string were all");
    assertEquals(751L, values(again().get(0)).get("ac_watt"));
  }

  @ParameterizedTest
  @CsvSource({"pi30, 92932004102999", "pi18, 92932004102450", "pi16, 96131801100057"})
  void anotherUnitAtTheSamePortIsFoundAnew(String family, String serial) throws Exception {
    unit = ForeignAnswers.pi30();
    look();
    unit = family.equals("pi30") ? of(family).reads("QID", serial) : of(family);
    unit.toStrangers(ForeignAnswers.NAK);
    Found other = again().get(0);
    assertEquals(family + " " + serial, other.protocol() + " " + other.serial());
    assertNotNull(values(other).get("ac_watt"));
    again();
    assertTrue(link.asked.size() < 6, link.asked::toString);
  }

  @Test
  void aDeviceThatIsGoneIsToldToBeAndIsKnownWhenItIsBack() throws Exception {
    ForeignAnswers there = ForeignAnswers.pi30();
    unit = there;
    look();
    unit = null;
    Found gone = again().get(0);
    assertEquals(PORT + " is not there.", gone.error());
    assertNull(gone.sight());
    unit = there;
    assertEquals(751L, values(again().get(0)).get("ac_watt"));
    assertEquals(List.of("QID", "QPIGS", "QMOD"), link.asked);
  }

  @Test
  void oneThatTellsNoNumberIsGoneWhereNothingAnswersAndNotKeptForAnother() throws Exception {
    unit = ForeignAnswers.pi30().says("QID", ForeignAnswers.NAK).says("QSID", ForeignAnswers.NAK);
    assertNull(look().get(0).serial());
    assertEquals(751L, values(again().get(0)).get("ac_watt"));
    unit = new ForeignAnswers(ForeignAnswers.Family.PI30).toStrangers(ForeignAnswers.SILENCE);
    Found gone = again().get(0);
    assertNotNull(gone.error(), gone::toString);
    assertNull(gone.sight());
    unit = of("pi18").toStrangers(ForeignAnswers.NAK);
    assertEquals("92932004102450", again().get(0).serial());
  }

  @Test
  void whereNothingWasFoundItIsAScan() throws Exception {
    unit = ForeignAnswers.pi30();
    assertEquals("92932004102443", again().get(0).serial());
    assertTrue(link.asked.contains("QPI"), link.asked::toString);
  }

  @Test
  void noMoreIsKeptThanAHerdHasHoweverManyNamesADeviceIsGiven() throws Exception {
    unit = ForeignAnswers.pi30();
    look();
    for (int i = 0; i < 300; i++) {
      scan.lookAgain(List.of(DeviceAddress.parse("tcp:127.0.0.1:" + (4000 + i))), found -> {});
    }
    again();
    assertTrue(link.asked.contains("QPI"), "found anew: " + link.asked);
  }

  private static String onBus(boolean exists, String serial, int watts) {
    return (exists ? "1 " : "0 ")
        + serial
        + " B 00 000.0 00.00 230.0 50.00 0900 "
        + String.format("%04d", watts)
        + " 018 52.1 000 083 120.0 000 01500 01400 014 10100010 1 1 060 080 10 02.0 006 000.0"
        + " 00.0";
  }

  private static ForeignAnswers paralleled() {
    return ForeignAnswers.pi30()
        .reads(
            "QPIRI",
            "230.0 21.7 230.0 50.0 21.7 5000 5000 48.0 51.0 49.0 54.4 54.4 2 60 060 1 1 2 3 01 0 1"
                + " 53.0 0 1")
        .reads("QPGS0", onBus(true, BESIDE, 812))
        .reads("QPGS1", onBus(true, "92932004102443", 700))
        .reads("QPGS2", onBus(false, "00000000000000", 0))
        .reads("QPGS3", onBus(false, "00000000000000", 0));
  }

  @Test
  void aUnitWithoutACableIsSeenOverTheBusUnderItsNumber() throws Exception {
    unit = paralleled();
    List<Found> found = look();
    assertEquals(1, found.get(0).number(), "its own number on the bus");
    assertEquals(BESIDE, found.get(1).serial());
    assertEquals(812L, values(found.get(1)).get("ac_watt"));
    assertEquals("battery", values(found.get(1)).get("mode"));
    unit.reads("QPGS0", onBus(true, BESIDE, 1333));
    assertEquals(1333L, values(again().get(1)).get("ac_watt"));
    assertEquals(List.of("QID", "QPIGS", "QMOD", "QPGS0"), link.asked);
    unit.reads("QPGS0", onBus(true, "92932004102777", 64));
    assertEquals(1, again().size(), "a number that another has by now tells nothing of it");
  }
}
