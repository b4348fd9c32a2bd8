package io.sunherd.mqtt;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.energy.EnergyTotals;
import io.sunherd.bus.energy.ShowEnergy;
import io.sunherd.suite.PureTests;
import io.sunherd.suite.Respite;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PureTests
@DisplayName("The energies of units")
class EnergiesTest {
  private static final String ONE = "92932004102443";
  private static final String OTHER = "92932004102444";
  private static final EnergyTotals BOOKS =
      new EnergyTotals(
          900L,
          Map.of("serial " + ONE, Map.of("pv", 5_000_000L), "serial " + OTHER, Map.of("pv", 20L)));

  private static final long PATIENCE_MS = 200;

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<Message<ShowEnergy>> questions = new CopyOnWriteArrayList<>();
  private Energies energies;

  @BeforeEach
  void begin() throws Exception {
    RecordCodec.register(vertx.eventBus());
    energies =
        new Energies(vertx, folder, (id, amounts) -> told.add(id + " " + amounts), PATIENCE_MS);
    doing(
        () -> {
          energies.configure(List.of("roof-1"));
          return energies.begin();
        });
  }

  @AfterEach
  void end() {
    vertx.close().await();
  }

  /** Does something on the event loop that they are for, and waits for what it returns. */
  private void doing(Supplier<Future<?>> what) throws Exception {
    Promise<Object> done = Promise.promise();
    context.runOnContext(
        v -> what.get().<Object>mapEmpty().onComplete(done::tryComplete, done::tryFail));
    done.future().await(20, SECONDS);
  }

  private void unit(String serial) throws Exception {
    InverterState state =
        new InverterState(
            "roof-1", Condition.ONLINE, 1, null, "pi30", "m", serial, "1", null, null, List.of());
    doing(
        () -> {
          energies.accept(state);
          return Future.succeededFuture();
        });
  }

  private void configure(String... ids) throws Exception {
    doing(
        () -> {
          energies.configure(List.of(ids));
          return Future.succeededFuture();
        });
  }

  @Test
  @DisplayName("are not told at once where another unit was, also if the id was free meanwhile")
  void free() throws Exception {
    vertx
        .eventBus()
        .<ShowEnergy>consumer(Addresses.SHOW_ENERGY, message -> message.reply(BOOKS))
        .completion()
        .await(20, SECONDS);
    unit(ONE);
    doing(energies::ask);
    assertEquals(List.of("roof-1 {pv=5000000}"), told);
    configure();
    configure("roof-1");
    unit(OTHER);
    assertEquals(List.of("roof-1 {pv=5000000}", "roof-1 {}"), told);
  }

  @Test
  @DisplayName("are told a last time, also where an answer is on its way already")
  void last() throws Exception {
    vertx
        .eventBus()
        .<ShowEnergy>consumer(
            Addresses.SHOW_ENERGY,
            message -> {
              questions.add(message);
              if (questions.size() > 1) {
                message.reply(BOOKS);
              }
            })
        .completion()
        .await(20, SECONDS);
    unit(ONE);
    Promise<Object> left = Promise.promise();
    doing(
        () -> {
          energies.ask();
          energies.leave().<Object>mapEmpty().onComplete(left);
          return Future.succeededFuture();
        });
    assertFalse(left.future().isComplete());
    while (questions.isEmpty()) {
      Respite.take();
    }
    questions.get(0).reply(new EnergyTotals(900L, Map.of()));
    left.future().await(20, SECONDS);
    assertEquals(List.of("roof-1 {pv=5000000}"), told);
  }

  @Test
  @DisplayName("are told again although what was told before is still being written")
  void disk() throws Exception {
    vertx
        .eventBus()
        .<ShowEnergy>consumer(Addresses.SHOW_ENERGY, message -> message.reply(BOOKS))
        .completion()
        .await(20, SECONDS);
    unit(ONE);
    CountDownLatch disk = new CountDownLatch(1);
    context.executeBlocking(() -> disk.await(60, SECONDS)); // what is written waits behind it
    try {
      doing(energies::ask);
      doing(energies::ask);
    } finally {
      disk.countDown();
    }
    assertEquals(List.of("roof-1 {pv=5000000}", "roof-1 {pv=5000000}"), told);
  }
}
