package io.sunherd.inverter.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.suite.PureTests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is taken to be there, and when the question is put no more. */
@PureTests
class BusScanTest {
  private static final Dialect PI30 = Dialects.find("pi30max").orElseThrow();
  private static final Dialect PI18 = Dialects.find("pi18").orElseThrow();
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
  private static int asked(BusScan call, List<Map<String, @Nullable Object>> units) {
    int count = 0;
    Optional<String> next = call.next();
    while (next.isPresent()) {
      assertEquals("QPGS" + count, next.get());
      call.told(count < units.size() ? units.get(count) : reply(false, NOBODY));
      count++;
      next = call.next();
    }
    return count;
  }

  @Test
  void goesOnUntilTwoAreAbsentInARow() {
    BusScan call = new BusScan(PI30, "A1", settings(9));
    assertEquals(
        5, asked(call, List.of(reply(true, "A1"), reply(false, NOBODY), reply(true, "C3"))));
    assertEquals(List.of("A1", "C3"), List.copyOf(call.present().keySet()));
    assertEquals(2, call.present().get("C3").number());
    assertTrue(call.isComplete());
  }

  @Test
  void goesUpToTheNumberTheInverterNames() {
    List<Map<String, @Nullable Object>> all =
        IntStream.rangeClosed(0, 9).mapToObj(i -> reply(true, "S" + (i + 1))).toList();
    assertEquals(4, asked(new BusScan(PI30, "S1", settings(3)), all));
    assertEquals(10, asked(new BusScan(PI30, "S1", settings(9)), all));
    assertEquals(10, asked(new BusScan(PI30, "S1", settings(12)), all));
    assertEquals(1, asked(new BusScan(PI30, "S1", settings(0)), all));
  }

  @Test
  void doesNotAskAnInverterThatCannotBeParalleled() {
    assertEquals(0, asked(new BusScan(PI30, "A1", settings(null)), List.of()));
    assertEquals(0, asked(new BusScan(PI30, "A1", Map.of()), List.of()));
  }

  @Test
  void aUnitThatCallsItselfAbsentIsTheOnlyOne() {
    BusScan call = new BusScan(PI30, "A1", settings(9));
    assertEquals(1, asked(call, List.of(reply(false, "A1"), reply(true, "B2"))));
    assertEquals(List.of("A1"), List.copyOf(call.present().keySet()));
  }

  @Test
  void anotherUnitThatIsAbsentIsAbsentUnderItsNumberToo() {
    BusScan call = new BusScan(PI30, "A1", settings(9));
    asked(call, List.of(reply(true, "A1"), reply(false, "B2")));
    assertEquals(List.of("A1"), List.copyOf(call.present().keySet()));
  }

  @Test
  void unitsWithPlaceholdersAreThereButNobodyKnowsWhichTheyAre() {
    BusScan call = new BusScan(PI30, "A1", settings(9));
    String reset = "55355535553555";
    assertEquals(
        7,
        asked(
            call,
            List.of(
                reply(true, "A1"),
                reply(true, reset),
                reply(true, NOBODY),
                reply(true, reset),
                reply(true, "B2"))));
    assertEquals(List.of("A1", "B2"), List.copyOf(call.present().keySet()));
    assertEquals(4, call.present().get("B2").number());
  }

  @Test
  void aPlaceholderOfAUnitThatCallsItselfAbsentIsNobody() {
    BusScan call = new BusScan(PI30, null, settings(9));
    assertEquals(2, asked(call, List.of(reply(false, "55355535553555"))));
    assertTrue(call.present().isEmpty());
  }

  @Test
  void aUnitNamedTwiceIsThereOnce() {
    BusScan call = new BusScan(PI30, "A1", settings(9));
    asked(call, List.of(reply(true, "A1"), reply(true, "A1"), reply(true, "B2")));
    assertEquals(List.of("A1", "B2"), List.copyOf(call.present().keySet()));
    assertEquals(0, call.present().get("A1").number());
  }

  @Test
  void whatIsNotAnsweredLeavesItIncomplete() {
    BusScan call = new BusScan(PI30, "A1", settings(9));
    call.told(reply(true, "A1"));
    call.unanswered();
    call.told(reply(true, "C3"));
    call.unanswered();
    assertTrue(call.next().isPresent());
    call.unanswered();
    assertTrue(call.next().isEmpty());
    assertFalse(call.isComplete());
    assertEquals(2, call.present().size());
  }

  private static void put(BusScan call, String question, Map<String, @Nullable Object> reply) {
    assertEquals(Optional.of(question), call.next());
    call.told(reply);
  }

  private static Map<String, @Nullable Object> does(String mode) {
    return Map.of("exists", true, "work_mode", mode);
  }

  @Test
  void whereOneQuestionTellsWhoAndAnotherWhatBothArePut() {
    BusScan call = new BusScan(PI18, "A1", settings(9));
    put(call, "PRI0", reply(true, "A1"));
    put(call, "PGS0", does("battery"));
    put(call, "PRI0", reply(true, "A1"));
    put(call, "PRI1", reply(true, "B2"));
    put(call, "PGS1", does("hybrid"));
    put(call, "PRI1", reply(true, "B2"));
    put(call, "PRI2", reply(false, NOBODY));
    put(call, "PRI3", reply(false, NOBODY));
    assertTrue(call.next().isEmpty());
    assertTrue(call.isComplete());
    assertEquals(List.of("A1", "B2"), List.copyOf(call.present().keySet()));
    assertEquals(1, call.present().get("B2").number());
    assertEquals("hybrid", call.present().get("B2").data().get("work_mode"));
  }

  @Test
  void whatIsToldWhileANumberChangesHandsIsNobodys() {
    BusScan call = new BusScan(PI18, "A1", settings(9));
    put(call, "PRI0", reply(true, "A1"));
    put(call, "PGS0", does("battery"));
    put(call, "PRI0", reply(true, "B2"));
    put(call, "PRI1", reply(true, "A1"));
    put(call, "PGS1", Map.of("exists", false, "work_mode", "power_on"));
    put(call, "PRI1", reply(true, "A1"));
    assertEquals(0, call.present().get("B2").number());
    for (BusScan.Present unit : call.present().values()) {
      assertFalse(unit.data().containsKey("work_mode"), unit::toString);
    }
  }

  @Test
  void aUnitIsThereEvenWhereItIsNotToldWhatItDoes() {
    BusScan call = new BusScan(PI18, "A1", settings(9));
    put(call, "PRI0", reply(true, "A1"));
    call.unanswered();
    put(call, "PRI1", reply(true, "B2"));
    put(call, "PGS1", does("battery"));
    call.unanswered();
    assertEquals(List.of("A1", "B2"), List.copyOf(call.present().keySet()));
    assertFalse(call.present().get("B2").data().containsKey("work_mode"));
    assertTrue(call.isComplete());
    assertEquals(Optional.of("PRI2"), call.next());
  }
}
