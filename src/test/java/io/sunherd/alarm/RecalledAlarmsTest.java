package io.sunherd.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Failure;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.bus.alarm.Alarms;
import io.sunherd.bus.alarm.ShowAlarms;
import io.sunherd.bus.alarm.ShowLastSeen;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@ProcessTests
@DisplayName("Alarms of before the start, on a clock that stands")
class RecalledAlarmsTest {
  private static final Alarm KEPT =
      new Alarm(
          "a1",
          AlarmKind.FAULT,
          null,
          Alarm.State.RAISED,
          AlarmRig.START,
          null,
          "It says so.",
          Map.of(),
          List.of("f"),
          null,
          null);

  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void open() {
    RecordCodec.register(vertx.eventBus());
    vertx
        .eventBus()
        .<ShowAlarms>consumer(
            Addresses.KEPT_ALARMS, asked -> asked.reply(Alarms.kept(List.of(KEPT))));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private List<?> ids(Consumer<Message<ShowLastSeen>> history) throws Exception {
    vertx.eventBus().<ShowLastSeen>consumer(Addresses.LAST_SEEN, history::accept);
    Configured configured = new Configured(List.of());
    vertx
        .deployVerticle(new AlarmVerticle(configured, InstantSource.system(), () -> 0))
        .await(20, TimeUnit.SECONDS);
    Verdict told =
        vertx
            .eventBus()
            .<Verdict>request(Addresses.SHOW_ALARMS, new ShowAlarms(false, 10))
            .await(20, TimeUnit.SECONDS)
            .body();
    return ((List<?>) told.body().get("alarms"))
        .stream().map(alarm -> ((Map<?, ?>) alarm).get("id")).toList();
  }

  @Test
  @DisplayName("are told even where what units told last cannot be had")
  void failed() throws Exception {
    assertEquals(List.of("a1"), ids(asked -> Failure.BUG.reply(asked, "The disk is gone.")));
  }

  @Test
  @DisplayName("and while that is not answered")
  void unanswered() throws Exception {
    assertEquals(List.of("a1"), ids(asked -> {}));
  }
}
