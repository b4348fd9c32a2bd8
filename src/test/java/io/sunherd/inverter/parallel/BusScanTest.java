package io.sunherd.inverter.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is taken to be there, and when the question is put no more. */
@PureTests
class BusScanTest {
  private static final String NOBODY = "00000000000000";

  private static Map<String, @Nullable Object> settings(@Nullable Object most) {
    Map<String, @Nullable Object> settings = new HashMap<>();
    settings.put("parallel_max_num", most);
    return settings;
  }

  private static Map<String, @Nullable Object> reply(boolean exists, String serial) {
    return Map.of("exists", exists, "serial_number", serial);
  }

  /** Carries it out; the units stand in the order of their numbers. */
  private static int asked(BusScan scan, List<Map<String, @Nullable Object>> units) {
    int count = 0;
    OptionalInt next = scan.next();
    while (next.isPresent()) {
      assertEquals(count++, next.getAsInt());
      scan.answered(
          next.getAsInt() < units.size() ? units.get(next.getAsInt()) : reply(false, NOBODY));
      next = scan.next();
    }
    return count;
  }

  @Test
  void goesOnUntilTwoAreAbsentInARow() {
    BusScan scan = new BusScan("A1", settings(9));
    assertEquals(
        5, asked(scan, List.of(reply(true, "A1"), reply(false, NOBODY), reply(true, "C3"))));
    assertEquals(List.of("A1", "C3"), List.copyOf(scan.present().keySet()));
    assertEquals(2, scan.present().get("C3").number());
    assertTrue(scan.isComplete());
  }

  @Test
  void goesUpToTheNumberTheInverterNames() {
    List<Map<String, @Nullable Object>> all =
        IntStream.rangeClosed(0, 9).mapToObj(i -> reply(true, "S" + (i + 1))).toList();
    assertEquals(4, asked(new BusScan("S1", settings(3)), all));
    assertEquals(10, asked(new BusScan("S1", settings(9)), all));
    assertEquals(10, asked(new BusScan("S1", settings(12)), all));
    assertEquals(1, asked(new BusScan("S1", settings(0)), all));
  }

  @Test
  void doesNotAskAnInverterThatCannotBeParalleled() {
    assertEquals(0, asked(new BusScan("A1", settings(null)), List.of()));
    assertEquals(0, asked(new BusScan("A1", Map.of()), List.of()));
  }

  @Test
  void aUnitThatCallsItselfAbsentIsTheOnlyOne() {
    BusScan scan = new BusScan("A1", settings(9));
    assertEquals(1, asked(scan, List.of(reply(false, "A1"), reply(true, "B2"))));
    assertEquals(List.of("A1"), List.copyOf(scan.present().keySet()));
  }

  @Test
  void anotherUnitThatIsAbsentIsAbsentUnderItsNumberToo() {
    BusScan scan = new BusScan("A1", settings(9));
    asked(scan, List.of(reply(true, "A1"), reply(false, "B2")));
    assertEquals(List.of("A1"), List.copyOf(scan.present().keySet()));
  }

  @Test
  void unitsWithPlaceholdersAreThereButNobodyKnowsWhichTheyAre() {
    BusScan scan = new BusScan("A1", settings(9));
    String reset = "55355535553555";
    assertEquals(
        7,
        asked(
            scan,
            List.of(
                reply(true, "A1"),
                reply(true, reset),
                reply(true, NOBODY),
                reply(true, reset),
                reply(true, "B2"))));
    assertEquals(List.of("A1", "B2"), List.copyOf(scan.present().keySet()));
    assertEquals(4, scan.present().get("B2").number());
    assertEquals(List.of("A1", "B2"), List.copyOf(scan.without(null).keySet()));
  }

  @Test
  void aPlaceholderOfAUnitThatCallsItselfAbsentIsNobody() {
    BusScan scan = new BusScan(null, settings(9));
    assertEquals(2, asked(scan, List.of(reply(false, "55355535553555"))));
    assertTrue(scan.present().isEmpty());
  }

  @Test
  void aUnitNamedTwiceIsThereOnce() {
    BusScan scan = new BusScan("A1", settings(9));
    asked(scan, List.of(reply(true, "A1"), reply(true, "A1"), reply(true, "B2")));
    assertEquals(List.of("A1", "B2"), List.copyOf(scan.present().keySet()));
    assertEquals(0, scan.present().get("A1").number());
  }

  @Test
  void whatIsNotAnsweredLeavesItIncomplete() {
    BusScan scan = new BusScan("A1", settings(9));
    scan.answered(reply(true, "A1"));
    scan.unanswered();
    scan.answered(reply(true, "C3"));
    scan.unanswered();
    assertTrue(scan.next().isPresent());
    scan.unanswered();
    assertTrue(scan.next().isEmpty());
    assertFalse(scan.isComplete());
    assertEquals(2, scan.present().size());
  }
}
