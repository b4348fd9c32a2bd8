package io.sunherd.herd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.SystemTotals.Difference;
import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PureTests
class GuardianTest {
  private static final List<String> IDS = List.of("roof-1", "roof-2", "roof-3");

  private final Census census = new Census(IDS);

  @BeforeEach
  void anEqualSet() {
    IDS.forEach(id -> rated(id, Said.RATINGS, "00041.17"));
  }

  private void rated(String id, String ratings, @Nullable String firmware) {
    census.accept(Said.state(id, Condition.ONLINE, firmware));
    census.accept(Said.reading(id, "QPIRI", ratings.hashCode(), 30_000, ratings), 0);
  }

  /** Settings stay what they were, however long ago they were read. */
  private List<Difference> differences() {
    return census.totals(0, 3_600_000).differences();
  }

  @Test
  void anEqualSetHasNone() {
    assertEquals(List.of(), differences());
  }

  @Test
  void eachDifferenceIsNamedOnceWithUnitsAndValues() {
    rated("roof-2", Said.RATINGS.replace("56.4 54.0 2 ", "56.4 53.2 0 "), "00041.18");
    assertEquals(
        List.of(
            new Difference(
                "battery_float_voltage",
                "Battery float voltage",
                Map.of("roof-1", 54.0, "roof-2", 53.2, "roof-3", 54.0)),
            new Difference(
                "battery_type",
                "Battery type",
                Map.of("roof-1", "user", "roof-2", "AGM", "roof-3", "user")),
            new Difference(
                "firmware",
                "Main firmware",
                Map.of("roof-1", "00041.17", "roof-2", "00041.18", "roof-3", "00041.17"))),
        differences());
    rated("roof-2", Said.RATINGS, "00041.17");
    assertEquals(List.of(), differences());
  }

  @Test
  void whatEachUnitIsFreeToHaveMayDiffer() {
    rated("roof-2", Said.RATINGS.replace("030 060 0 1 2 9", "030 060 0 1 3 9"), "00041.17");
    assertEquals(List.of(), differences());
  }

  @Test
  void whatEachUnitHasOfItsOwnAndSetsHaveAlikeIsCompared() {
    rated("roof-2", Said.RATINGS.replace("030 060 0 1 2 9", "040 080 0 1 2 9"), "00041.17");
    assertEquals(
        List.of(
            new Difference(
                "max_charging_current",
                "Highest charging current",
                Map.of("roof-1", 60, "roof-2", 80, "roof-3", 60)),
            new Difference(
                "max_ac_charging_current",
                "Highest charging current from the grid",
                Map.of("roof-1", 30, "roof-2", 40, "roof-3", 30))),
        byKey("max_charging_current", "max_ac_charging_current"));
    assertEquals(2, differences().size());
  }

  private List<Difference> byKey(String... keys) {
    return Stream.of(keys)
        .flatMap(key -> differences().stream().filter(one -> one.key().equals(key)))
        .toList();
  }

  /** The ratings of a unit in that output mode. */
  private static String mode(int mode) {
    return Said.RATINGS.replace("9 01 0 1 54.0", "9 01 0 " + mode + " 54.0");
  }

  @Test
  void theOutputModesOfASetAreOfOneKind() {
    for (int i = 0; i < 3; i++) {
      rated(IDS.get(i), mode(2 + i), "00041.17");
    }
    assertEquals(List.of(), differences(), "three phases");
    rated("roof-2", mode(1), "00041.17");
    assertEquals(
        List.of(
            new Difference(
                "output_mode",
                "Output mode",
                Map.of("roof-1", "phase1_of_3", "roof-2", "parallel", "roof-3", "phase3_of_3"))),
        differences());
    rated("roof-1", mode(5), "00041.17");
    rated("roof-2", mode(5), "00041.17");
    rated("roof-3", mode(7), "00041.17");
    assertEquals(List.of(), differences(), "split phase");
    for (String id : IDS) {
      rated(id, mode(0).replace("56.4 54.0 2 ", "56.4 5" + id.charAt(5) + ".0 2 "), "00041.17");
    }
    assertEquals(List.of(), differences(), "each on its own");
  }

  @Test
  void aSingleUnitAmongThoseOfOneBusIsADifference() {
    rated("roof-2", mode(0), "00041.17");
    assertEquals(List.of(), differences(), "it may be another house");
    for (String id : IDS) {
      census.accept(new Member(Said.serial(id), "K", 1, "roof-1", true, 0, null, null));
    }
    assertEquals(List.of("output_mode"), differences().stream().map(Difference::key).toList());
  }

  @Test
  void whatTheBusTellsOfAUnitIsCompared() {
    Census two = new Census(List.of("roof-1", "roof-2"));
    two.accept(Said.state("roof-1", Condition.ONLINE, null));
    two.accept(Said.reading("roof-1", "QPIRI", 1, 30_000, Said.RATINGS), 0);
    two.accept(Said.state("roof-2", Condition.ONLINE, null));
    String seen = Said.neighbour(Said.serial("roof-2"), 500, 529, 0, 5, 1);
    two.accept(Said.reading("roof-2", "QPGS1", 1, 5_000, seen), 0);
    assertEquals(List.of(), two.totals(0, 10).differences());
    two.accept(
        Said.reading("roof-2", "QPGS1", 2, 5_000, seen.replace(" 060 120 ", " 100 120 ")), 2);
    assertEquals(
        List.of(
            new Difference(
                "max_charging_current",
                "Highest charging current",
                Map.of("roof-1", 60, "roof-2", 100))),
        two.totals(0, 10).differences());
  }

  @Test
  void whatIsIgnoredIsNoDifference() {
    rated(
        "roof-2",
        Said.RATINGS
            .replace("56.4 54.0 2 ", "56.4 53.2 0 ")
            .replace("030 060 0 1 2 9", "040 080 0 1 2 9"),
        "00041.18");
    assertEquals(5, differences().size());
    census.ignore(List.of("max_charging_current", "battery_float_volt"));
    assertEquals(
        Set.of("max_ac_charging_current", "battery_type", "firmware"),
        differences().stream().map(Difference::key).collect(Collectors.toSet()));
    census.ignore(
        List.of(
            "battery_float_voltage",
            "max_charging_current",
            "max_ac_charging_current",
            "battery_type",
            "firmware"));
    assertEquals(List.of(), differences());
  }

  @Test
  void whatAUnitDoesNotTellIsNoDifference() {
    rated("roof-2", Said.RATINGS.replace("56.4 54.0 2 ", "---- ---- - "), null);
    assertEquals(List.of(), differences());
  }

  @Test
  void aUnitThatIsOffOrOnItsOwnIsNotCompared() {
    String other = Said.RATINGS.replace("56.4 54.0 2 ", "56.4 53.2 0 ");
    rated("roof-2", other.replace("9 01 0 1 54.0", "9 01 0 0 54.0"), "00041.17");
    assertEquals(List.of(), differences());
    rated("roof-2", other, "00041.17");
    assertEquals(2, differences().size());
    census.accept(Said.state("roof-2", Condition.OFFLINE));
    assertEquals(List.of(), differences());
  }
}
