package io.sunherd.heard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Wiring;
import io.sunherd.suite.PureTests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

@PureTests
class ConfiguredUnitsTest {
  /** What is made of an inverter: each is another one. */
  private static final class Made {
    private final String of;

    private Made(String of) {
      this.of = of;
    }

    private Made(Wiring wiring) {
      this(wiring.id() + " at " + wiring.device());
    }
  }

  private static Wiring wiring(String id, String device) {
    return new Wiring(id, null, null, 0, device);
  }

  @Test
  void thereAreNoneBeforeTheyAreConfigured() {
    ConfiguredUnits<String, Made> units = ConfiguredUnits.byId(Made::new);
    assertEquals(List.of(), units.ids());
    assertNull(units.find("roof-1"));
    assertFalse(units.configure(List.of()));
  }

  @Test
  void oneThatIsWiredOtherwiseIsAnotherOne() {
    ConfiguredUnits<Wiring, Made> units = new ConfiguredUnits<>(Wiring::id, Made::new);
    units.configure(List.of(wiring("roof-1", "a"), wiring("roof-2", "b")));
    Made first = units.find("roof-1");
    Made second = units.find("roof-2");
    assertTrue(units.configure(List.of(wiring("roof-1", "a"), wiring("roof-2", "c"))));
    assertSame(first, units.find("roof-1"));
    assertNotSame(second, units.find("roof-2"));
    assertEquals("roof-2 at c", units.find("roof-2").of);
  }

  @Test
  void anotherOrderIsAChange() {
    ConfiguredUnits<String, Made> units = ConfiguredUnits.byId(Made::new);
    assertTrue(units.configure(List.of("roof-1", "roof-2")));
    assertFalse(units.configure(List.of("roof-1", "roof-2")));
    assertTrue(units.configure(List.of("roof-2", "roof-1")));
    assertEquals(List.of("roof-2", "roof-1"), units.ids());
  }

  @Test
  void nobodyElseChangesWhoThereIs() {
    ConfiguredUnits<String, Made> units = ConfiguredUnits.byId(Made::new);
    units.configure(List.of("roof-1"));
    assertThrows(UnsupportedOperationException.class, () -> units.all().clear());
  }

  @Provide
  Arbitrary<List<List<String>>> configurations() {
    Arbitrary<String> ids = Arbitraries.of("roof-1", "roof-2", "barn", "shed", "cellar");
    return ids.list().uniqueElements().ofMaxSize(5).list().ofMaxSize(8);
  }

  @Property(tries = 300, seed = "20261129")
  void whoStaysIsKeptWhoWentIsForgottenWhoCameIsMade(
      @ForAll("configurations") List<List<String>> configurations) {
    ConfiguredUnits<String, Made> units = ConfiguredUnits.byId(Made::new);
    Map<String, Made> before = Map.of();
    List<Made> everMade = new ArrayList<>();
    for (List<String> ids : configurations) {
      assertEquals(!ids.equals(List.copyOf(before.keySet())), units.configure(ids));
      Map<String, Made> now = new LinkedHashMap<>();
      units.all().forEach(made -> now.put(made.of, made));
      assertEquals(ids, List.copyOf(now.keySet()), "all of them, in order");
      assertEquals(ids, units.ids());
      for (Map.Entry<String, Made> one : now.entrySet()) {
        assertSame(one.getValue(), units.find(one.getKey()));
        Made known = before.get(one.getKey());
        if (known != null) {
          assertSame(known, one.getValue(), "kept");
        } else {
          assertFalse(everMade.contains(one.getValue()), "one that went does not come back");
          everMade.add(one.getValue());
        }
      }
      for (String gone : before.keySet()) {
        assertEquals(ids.contains(gone), units.find(gone) != null);
      }
      before = now;
    }
  }
}
