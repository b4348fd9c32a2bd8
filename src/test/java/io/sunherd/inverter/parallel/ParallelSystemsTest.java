package io.sunherd.inverter.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.herd.Said;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The units of parallel systems")
@PureTests
class ParallelSystemsTest {
  private static final long AT = 1_795_000_000_000L;

  private final ParallelSystems systems = new ParallelSystems(List.of("roof-1"));

  private List<Member> refuse(long second) {
    return systems.refused("roof-1", Duration.ofSeconds(second).toNanos(), AT);
  }

  @Test
  @DisplayName("a unit that refuses the search again and again is alone")
  void alone() {
    systems.accept(Said.state("roof-1", Condition.ONLINE), 0);
    assertEquals(List.of(), refuse(0));
    assertEquals(List.of(), refuse(30));
    Member own = refuse(60).get(0);
    assertEquals(Said.serial("roof-1"), own.serial());
    assertNull(own.system());
    assertEquals(List.of(own), systems.present());
  }

  @Test
  @DisplayName("a unit without a number of its own is nobody that could be told of")
  void nameless() {
    assertEquals(List.of(), refuse(0));
    assertEquals(List.of(), refuse(30));
    assertEquals(List.of(), refuse(60));
  }
}
