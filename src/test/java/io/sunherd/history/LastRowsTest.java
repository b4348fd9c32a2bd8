package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.alarm.LastSeen;
import io.sunherd.bus.alarm.SeenUnits;
import io.sunherd.bus.alarm.ShowLastSeen;
import io.sunherd.history.rows.Row;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.suite.PureTests;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@PureTests
@Timeout(60)
@DisplayName("What units told last")
class LastRowsTest {
  private static final long DUSK = HistoryRig.NOON + 6 * 3_600;

  @TempDir private Path folder;

  private static Row row(long at, int first, int second, String mode) {
    return new Row(
        Boot.source(),
        at,
        Map.of(
            "pv_watts", first,
            "pv2_charging_power", second,
            "mode", mode,
            "batt_volt", 0.5,
            "batt_capacity", 0));
  }

  @Test
  @DisplayName(
      "is that of the last row, with the most sun that there was; none where none is so new")
  void last() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("history.db");
    Store store = new Store(url);
    try (store) {
      store.append(
          new Batch(
              List.of(
                  row(DUSK - 3_600, 2_000, 1_500, "LN"),
                  row(DUSK - 15, 40, 30, "BT"),
                  row(DUSK, 20, 15, "SB")),
              List.of(),
              List.of()));
    }
    Vertx vertx = Vertx.vertx();
    try {
      RecordCodec.register(vertx.eventBus());
      new AlarmKeeper("home", store, vertx.createSharedWorkerExecutor("last rows", 1))
          .start(vertx)
          .await();
      assertEquals(
          List.of(new LastSeen("roof-1", DUSK * 1_000, "SB", 35.0, 3_500.0, 0.5, 0.0, null)),
          seen(vertx, DUSK - 7_200));
      assertEquals(List.of(), seen(vertx, DUSK + 1));
    } finally {
      vertx.close().await();
    }
  }

  private static List<LastSeen> seen(Vertx vertx, long since) {
    return vertx
        .eventBus()
        .<SeenUnits>request(
            Addresses.LAST_SEEN, new ShowLastSeen(List.of("roof-1", "roof-2"), since * 1_000))
        .await()
        .body()
        .units();
  }
}
