package io.sunherd.herd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.SystemTotals.Difference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
  void whatIsEachUnitsOwnMayDiffer() {
    rated("roof-2", Said.RATINGS.replace("030 060 0 1 2 9", "040 080 0 1 3 9"), "00041.17");
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
