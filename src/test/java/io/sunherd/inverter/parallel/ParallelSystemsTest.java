package io.sunherd.inverter.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.herd.Said;
import io.sunherd.protocol.Dialects;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
  @DisplayName("a unit that its system misses is not alone, however often it refuses the search")
  void missing() {
    ParallelSystems pair = new ParallelSystems(List.of("roof-1", "roof-2"));
    pair.accept(Said.state("roof-1", Condition.ONLINE), 0);
    pair.accept(Said.state("roof-2", Condition.ONLINE), 0);
    BusScan whole = heard("roof-1", "roof-2", "roof-3");
    assertEquals(3, pair.scanned("roof-1", whole, 0, AT).size());
    BusScan less = heard("roof-1", "roof-3");
    List<Member> gone =
        pair.scanned("roof-1", less, Duration.ofMinutes(5).toNanos(), AT).stream()
            .filter(member -> !member.present())
            .toList();
    assertEquals(List.of(Said.serial("roof-2")), gone.stream().map(Member::serial).toList());
    for (int times = 0; times < 6; times++) {
      long now = Duration.ofMinutes(6).plusSeconds(30L * times).toNanos();
      assertEquals(List.of(), pair.refused("roof-2", now, AT));
    }
  }

  /** A whole search that found these. */
  private static BusScan heard(String... inverters) {
    BusScan scan =
        new BusScan(
            Dialects.find("pi30max").orElseThrow(),
            Said.serial("roof-1"),
            Map.of("parallel_max_num", inverters.length));
    for (String inverter : inverters) {
      scan.told(Map.of("exists", true, "serial_number", Said.serial(inverter)));
    }
    return scan;
  }

  @Test
  @DisplayName("a unit without a number of its own is nobody that could be told of")
  void nameless() {
    assertEquals(List.of(), refuse(0));
    assertEquals(List.of(), refuse(30));
    assertEquals(List.of(), refuse(60));
  }
}
