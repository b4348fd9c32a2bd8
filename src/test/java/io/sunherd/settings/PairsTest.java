package io.sunherd.settings;

import static io.sunherd.settings.Claims.failed;
import static io.sunherd.settings.Claims.isFine;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Change;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the value that is sent along with another one, and of a unit that moves it. */
@Timeout(120)
@ProcessTests
class PairsTest {
  @TempDir private Path folder;

  private ForeignUnit unit;
  private TappedHub house;

  @BeforeEach
  void plugIn() throws Exception {
    unit = new ForeignUnit(folder.resolve("unit-1"));
    house = new TappedHub(folder, 20);
    house.inverters.add(SimulatedUnits.inverter(1, unit.address(), null, Duration.ofSeconds(1)));
  }

  @AfterEach
  void pull() {
    house.close();
    unit.close();
  }

  private static Change spelled(String code, String value) {
    return new Change(TappedHub.ANNA, "roof-1", code, value, true, false, false);
  }

  private List<Object> outcomes() {
    return house.entries().stream().map(entry -> entry.get("outcome")).toList();
  }

  @Test
  void aSpelledPairIsRefusedWhereTheUnitHasAnotherOtherValueThanWasAsked() throws Exception {
    house.open();
    isFine(house.show("roof-1"));
    unit.press("530");
    failed(
        409,
        "battery_float_volt of roof-1 is 53.0 now, and 55.2 was asked",
        house.ask(spelled("MCHGV", "560,552")));
    assertEquals(List.of(), unit.orders());
    assertEquals(List.of(), outcomes().stream().filter("confirmed"::equals).toList());
    isFine(house.ask(spelled("MCHGV", "560,530")), "confirmed", 56.0);
    assertEquals(List.of("^S015MCHGV560,530"), unit.orders());
  }
}
