package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarm.State;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Retention;
import io.sunherd.history.store.Store;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every store must do with alarms; run on each of the databases. */
abstract class AlarmStoreContract {
  private static final long DAY_MS = 86_400_000;
  private static final long NOW = 1_795_000_000_000L;

  private Store store;

  /** The URL of an empty database. */
  abstract String url() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = new Store(url());
  }

  @AfterEach
  void close() {
    store.close();
  }

  static Alarm alarm(String id, long since) {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("settings", Map.of("battery_float_volt", Map.of("from", 54.0, "value", 53)));
    evidence.put("names", List.of("a", "b"));
    evidence.put("error", null);
    return new Alarm(
        id,
        AlarmKind.CHANGED_OUTSIDE,
        "roof-1",
        State.RAISED,
        since,
        null,
        "It was changed – by somebody.",
        evidence,
        List.of("battery_float_volt"),
        "first",
        null);
  }

  @Test
  @DisplayName("keeps an alarm as it was last, and each hub's for itself")
  void keeps() throws Exception {
    assertEquals(List.of(), store.alarms("home", 10));
    Alarm alarm = alarm("a", NOW);
    store.keep("home", List.of(alarm));
    store.keep("barn", List.of(alarm("a", NOW - 1)));
    assertEquals(List.of(alarm), store.alarms("home", 10));
    Alarm seen = alarm.acknowledged("ann");
    store.keep("home", List.of(seen));
    assertEquals(List.of(seen), store.alarms("home", 10));
    Alarm over = seen.cleared(NOW + 5);
    store.keep("home", List.of(over));
    assertEquals(List.of(over), store.alarms("home", 10));
  }

  @Test
  @DisplayName("tells the newest first, and every one that is active")
  void newest() throws Exception {
    store.keep(
        "home",
        IntStream.range(0, 20)
            .mapToObj(i -> alarm("a" + i, NOW + i))
            .map(one -> one.id().equals("a3") ? one : one.cleared(NOW + 100))
            .toList());
    assertEquals(
        List.of("a19", "a18", "a3"), store.alarms("home", 3).stream().map(Alarm::id).toList());
  }

  @Test
  @DisplayName("deletes what is over for longer than five minutes' roll-ups are kept")
  void prunes() throws Exception {
    store.append(
        Batch.of(
            IntStream.range(0, 40)
                .mapToObj(
                    day -> StoreContract.row(StoreContract.ROOF, NOW / 1_000 - day * 86_400L, 1))
                .toList()));
    store.keep(
        "home",
        List.of(
            alarm("old", NOW - 30 * DAY_MS).cleared(NOW - 29 * DAY_MS),
            alarm("lasts", NOW - 30 * DAY_MS),
            alarm("new", NOW - DAY_MS).cleared(NOW)));
    Retention retention = new Retention(null, Duration.ofDays(7), null);
    while (store.prune("home", retention, NOW / 1_000)) {
      assertFalse(store.alarms("home", 10).isEmpty());
    }
    assertEquals(
        List.of("new", "lasts"), store.alarms("home", 10).stream().map(Alarm::id).toList());
  }
}
