package io.sunherd.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.suite.PureTests;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
@DisplayName("The ids of alarms")
class AlarmIdsTest {
  private static final long NOON = 1_795_000_000_000L;

  private final AlarmBoard board = new AlarmBoard();

  /** So many faults of as many units, all seen now. */
  private static Assessment faults(int count) {
    Assessment now = new Assessment();
    IntStream.range(0, count)
        .mapToObj(i -> new AlarmSubject(AlarmKind.FAULT, "roof-" + i, "fan_locked"))
        .forEach(
            subject -> now.holds(new Finding(subject, "A fault", "fan", "It ends.", Map.of())));
    return now;
  }

  private static Alarm kept(String id) {
    return new Alarm(
        id,
        AlarmKind.FAULT,
        "old",
        Alarm.State.CLEARED,
        NOON,
        NOON + 1,
        "It was so.",
        Map.of(),
        List.of(id),
        null,
        null);
  }

  private Set<String> raised(int count, long at) {
    List<Alarm> news = board.look(faults(count), unit -> true, at, 1_000);
    Set<String> ids = new HashSet<>();
    news.forEach(alarm -> ids.add(alarm.id()));
    assertEquals(count, news.size());
    assertEquals(count, ids.size());
    return ids;
  }

  @Test
  @DisplayName("are each one's own where many are raised at one time")
  void many() {
    Set<String> ids = raised(2_000, NOON);
    assertTrue(ids.contains(Long.toString(NOON, Character.MAX_RADIX)));
  }

  @Test
  @DisplayName("are none of those kept from before, however many the clock is set back behind")
  void setBack() {
    List<Alarm> kept =
        LongStream.range(NOON, NOON + 100_000)
            .mapToObj(at -> kept(Long.toString(at, Character.MAX_RADIX)))
            .toList();
    board.recall(kept, 0);
    Set<String> before = new HashSet<>(kept.stream().map(Alarm::id).toList());
    assertTrue(raised(100, NOON).stream().noneMatch(before::contains));
  }

  @Test
  @DisplayName("are not put off by one of another form")
  void ofAnotherForm() {
    board.recall(List.of(kept("A-1"), kept("zzzzzzzzzzzzzzzzzz"), kept("")), 0);
    assertTrue(raised(1, NOON).contains(Long.toString(NOON, Character.MAX_RADIX)));
  }
}
