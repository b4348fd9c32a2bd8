package io.sunherd.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PureTests
class MomentsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "20171031, 2017-10-30T23:00:00Z",
    "2017103108, 2017-10-31T07:00:00Z",
    "201710310815, 2017-10-31T07:15:00Z",
    "20171031235959, 2017-10-31T22:59:59Z",
    "2017-10-31T08:15, 2017-10-31T07:15:00Z",
    "2017-10-31 08:15:30, 2017-10-31T07:15:30Z",
    "2017-10-31T08:15:30Z, 2017-10-31T08:15:30Z",
    "2017-10-31T08:15:30+02:00, 2017-10-31T06:15:30Z",
    "2017-10-31T08:15:30 02:00, 2017-10-31T06:15:30Z",
    "2017-10-31T08:15:30-0330, 2017-10-31T11:45:30Z",
  })
  void everyForm(String text, Instant at) {
    assertEquals(at.getEpochSecond(), Moments.from(text, BERLIN));
    assertEquals(at.getEpochSecond(), Moments.to(text, BERLIN));
  }

  @Test
  void aDateAloneIsAWholeDayInIsoAndItsFirstSecondInDigits() {
    assertEquals(at("2017-11-03T23:00:00Z"), Moments.from("2017-11-04", BERLIN));
    assertEquals(at("2017-11-04T22:59:59Z"), Moments.to("2017-11-04", BERLIN));
    assertEquals(at("2017-11-03T23:00:00Z"), Moments.to("20171104", BERLIN));
  }

  @Test
  void partsOfASecondWidenNothing() {
    assertEquals(at("2017-11-04T00:00:01Z"), Moments.from("2017-11-04T00:00:00.001Z", BERLIN));
    assertEquals(at("2017-11-04T00:00:00Z"), Moments.to("2017-11-04T00:00:00.999Z", BERLIN));
  }

  @Test
  void theHourThatComesTwiceIsAskedForWhole() {
    assertEquals(at("2017-10-29T00:30:00Z"), Moments.from("201710290230", BERLIN));
    assertEquals(at("2017-10-29T01:30:00Z"), Moments.to("201710290230", BERLIN));
    assertEquals(at("2017-10-29T01:30:00Z"), Moments.to("2017-10-29T02:30", BERLIN));
  }

  @Test
  void anHourThatIsLeftOutIsNoTimeAtAll() {
    long leap = at("2017-03-26T01:00:00Z");
    assertEquals(leap, Moments.from("201703260230", BERLIN));
    assertEquals(leap - 1, Moments.to("201703260230", BERLIN));
  }

  @Test
  void aDayOfTwentyThreeHoursIsOne() {
    long hours = Moments.to("2017-03-26", BERLIN) + 1 - Moments.from("2017-03-26", BERLIN);
    assertEquals(23 * 3_600, hours);
    assertEquals(
        25 * 3_600, Moments.to("2017-10-29", BERLIN) + 1 - Moments.from("2017-10-29", BERLIN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2017",
        "201710",
        "2017103",
        "201710311",
        "20171031000",
        "2017103100000",
        "20171301",
        "20171032",
        "2017103124",
        "201710312360",
        "20170229",
        "yesterday",
        "2017-10-31T",
        "2017-10-31T25:00",
        "2017-13-01",
        "2017-10-31T08:00+99:00",
        "20171031 OR 1=1",
        "٢٠١٧١٠٣١",
        "20171031\n"
      })
  void whatIsNoTime(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Moments.from(text, BERLIN)).getMessage();
    assertTrue(message.contains("YYYYMMDD"), message);
  }

  private static long at(String instant) {
    return Instant.parse(instant).getEpochSecond();
  }
}
