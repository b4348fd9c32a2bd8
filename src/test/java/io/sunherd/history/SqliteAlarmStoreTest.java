package io.sunherd.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarms;
import io.sunherd.bus.alarm.ShowAlarms;
import io.sunherd.history.store.Store;
import io.sunherd.suite.PureTests;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@PureTests
@Timeout(60)
class SqliteAlarmStoreTest extends AlarmStoreContract {
  @TempDir Path folder;

  @Override
  String url() {
    return "jdbc:sqlite:" + folder.resolve("history.db");
  }

  @Test
  @DisplayName("gets later what could not be written at first, as it is by then")
  void later() throws Exception {
    Path blocked = Files.writeString(folder.resolve("data"), "not a folder");
    Vertx vertx = Vertx.vertx();
    try {
      RecordCodec.register(vertx.eventBus());
      WorkerExecutor worker = vertx.createSharedWorkerExecutor("history of alarms", 1);
      Store store = new Store("jdbc:sqlite:" + blocked.resolve("history.db"));
      new AlarmKeeper("home", store, worker).start(vertx).await();
      Alarm alarm = alarm("a", 1);
      vertx.eventBus().publish(Addresses.ALARMS, alarm);
      String refused =
          HistoryRig.await(
              () ->
                  vertx
                      .eventBus()
                      .<Alarms>request(Addresses.KEPT_ALARMS, new ShowAlarms(false, 10))
                      .map(kept -> "")
                      .otherwise(e -> e.getMessage())
                      .await());
      assertEquals(true, refused.contains("cannot be made"), refused);
      vertx.eventBus().publish(Addresses.ALARMS, alarm.cleared(5));
      Files.delete(blocked);
      Alarms kept =
          HistoryRig.await(
              () -> {
                Alarms told =
                    vertx
                        .eventBus()
                        .<Alarms>request(Addresses.KEPT_ALARMS, new ShowAlarms(false, 10))
                        .map(message -> message.body())
                        .otherwise(e -> Alarms.kept(List.of()))
                        .await();
                return told.alarms().isEmpty() ? null : told;
              });
      assertEquals(List.of(alarm.cleared(5)), kept.alarms());
    } finally {
      vertx.close().await();
    }
  }
}
