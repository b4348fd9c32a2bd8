package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.history.store.RowSpans;
import io.sunherd.history.store.Shift;
import io.sunherd.suite.PureTests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@PureTests
class UnsetClockSpanTest {
  private final UnsetClockSpan stretch = new UnsetClockSpan(15, 0);

  private void keep(long at, long since) {
    Shift shift = stretch.shift();
    Entry entry = new Entry(shift, stretch.placed(), 0, List.of(), List.of(), List.of());
    stretch.kept(entry, List.of(StoreContract.row(StoreContract.ROOF, at, 1)), Map.of(), since);
  }

  private static long days(int days) {
    return Duration.ofDays(days).toMillis();
  }

  @Test
  void whatGoesAlong() {
    assertTrue(stretch.movesWith(-40, days(7)));
    assertFalse(stretch.movesWith(-40, days(8)));
    assertTrue(stretch.movesWith(3_600, days(1)));
    assertFalse(stretch.movesWith(3_600, days(2)), "the machine was paused");
    assertTrue(stretch.movesWith(31 * 86_400, days(2)), "nobody pauses one for so long");
    stretch.end(days(9));
    assertTrue(stretch.movesWith(-40, days(10)));
  }

  /** The clock is set once more while the database still writes what was before. */
  @Test
  void aClockThatIsSetWhileSomethingIsWritten() {
    keep(1_000, 0);
    assertNull(stretch.shift());
    stretch.move(-100);
    Shift first = stretch.shift();
    assertEquals(List.of(-100L), List.copyOf(first.rows().keySet()));
    Entry entry = new Entry(first, stretch.placed(), 0, List.of(), List.of(), List.of());
    stretch.move(-20);
    stretch.kept(entry, List.of(StoreContract.row(StoreContract.ROOF, 915, 1)), Map.of(), -20);
    Shift second = stretch.shift();
    assertEquals(-20, second.seconds());
    RowSpans placed = second.placed(Map.of());
    assertTrue(placed.has(StoreContract.ROOF, 880));
    assertTrue(placed.has(StoreContract.ROOF, 895));
    assertFalse(placed.has(StoreContract.ROOF, 900));
  }

  @Test
  void oneThatWasStuckGoesToWhereItBelongsWithTheNext() {
    keep(1_000, 0);
    stretch.move(-100);
    RowSpans stuck = new RowSpans(1);
    stuck.add(StoreContract.ROOF, 1_000);
    stretch.kept(
        new Entry(stretch.shift(), stretch.placed(), 0, List.of(), List.of(), List.of()),
        List.of(),
        Map.of(-100L, stuck),
        0);
    assertNull(stretch.shift(), "it is not tried again and again");
    stretch.move(30);
    assertTrue(stretch.shift().placed(Map.of()).has(StoreContract.ROOF, 930));
  }
}
