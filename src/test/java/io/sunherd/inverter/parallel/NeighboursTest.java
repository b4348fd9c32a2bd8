package io.sunherd.inverter.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.suite.PureTests;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Through whom a unit can be seen. */
@PureTests
class NeighboursTest {
  private final Neighbours around = new Neighbours("roof-1");

  private static final Dialect MAX = Dialects.find("pi30max").orElseThrow();

  private static InverterState state(String id, Condition condition, @Nullable String via) {
    return new InverterState(
        id, condition, 0, null, "pi30max", null, "S" + id.charAt(5), null, via, null, List.of());
  }

  private static Member member(String serial, @Nullable String system, int number) {
    return new Member(serial, system, number, "roof-2", true, 0, null, null);
  }

  private boolean hear(String id, Condition condition) {
    return around.accept(state(id, condition, null));
  }

  @BeforeEach
  void threeOfASystem() {
    for (int i = 1; i <= 3; i++) {
      hear("roof-" + i, Condition.ONLINE);
      around.accept(member("S" + i, "K", i - 1));
    }
  }

  private List<String> vias() {
    return around.waysTo("S1").stream().map(Via::via).toList();
  }

  @Test
  void leadsThroughEveryLivingInverterOfTheSystem() {
    assertEquals(
        List.of(new Via("roof-2", MAX, 0, "S1"), new Via("roof-3", MAX, 0, "S1")),
        around.waysTo("S1"));
    assertTrue(hear("roof-2", Condition.OFFLINE));
    assertEquals(List.of("roof-3"), vias());
    assertTrue(around.accept(state("roof-3", Condition.DEGRADED, "roof-2")));
    assertEquals(List.of(), vias());
    assertFalse(hear("roof-1", Condition.OFFLINE), "it is no neighbour of itself");
  }

  @Test
  void leadsNotThroughAnotherSystem() {
    assertTrue(around.accept(member("S2", "L", 1)));
    assertEquals(List.of("roof-3"), vias());
    assertTrue(around.accept(member("S1", null, 0)));
    assertEquals(List.of(), vias());
    assertEquals(List.of(), around.waysTo(null));
    assertEquals(List.of(), around.waysTo("unheard of"));
  }

  @Test
  void theLeastBurdenedIsTheFirst() {
    around.accept(state("roof-4", Condition.DEGRADED, "roof-2"));
    assertEquals(1, around.burden("roof-2"));
    assertEquals(List.of("roof-3", "roof-2"), vias());
  }

  @Test
  void aWayThatWasDisprovedIsNotGoneUntilTheUnitIsFoundAnew() {
    around.disproved(new Via("roof-2", MAX, 5, "S1"));
    assertEquals(List.of("roof-2", "roof-3"), vias());
    around.disproved(new Via("roof-2", MAX, 0, "S1"));
    assertEquals(List.of(), vias());
    assertTrue(around.accept(member("S1", "K", 4)));
    assertEquals(new Via("roof-2", MAX, 4, "S1"), around.waysTo("S1").get(0));
    assertFalse(around.accept(member("S1", "K", 4)));
    assertTrue(around.accept(member("S1", "K", 4).gone()));
    assertEquals(List.of(), vias());
  }
}
