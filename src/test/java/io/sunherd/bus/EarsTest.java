package io.sunherd.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.PureTests;
import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
class EarsTest {
  private final Vertx vertx = Vertx.vertx();
  private final Ears ears = new Ears();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  @DisplayName("A part looks around again and again while nothing is said, also after a mistake")
  void looksWhileNothingIsSaid() throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(3);
    vertx.runOnContext(
        v ->
            ears.look(
                vertx,
                1,
                () -> {
                  looks.countDown();
                  if (looks.getCount() == 2) {
                    throw new IllegalStateException("This look goes wrong, for a test.");
                  }
                }));

    assertTrue(looks.await(30, TimeUnit.SECONDS));
  }

  @Test
  @DisplayName("What is said brings a look once one is due, after it was heard; not before")
  void looksWhenSomethingIsSaid() throws InterruptedException {
    AtomicInteger heard = new AtomicInteger();
    AtomicInteger heardAtLook = new AtomicInteger();
    AtomicInteger early = new AtomicInteger();
    CountDownLatch look = new CountDownLatch(1);
    Ears patient = new Ears();
    vertx.runOnContext(
        v -> {
          ears.<String>listen(vertx, "said", message -> heard.incrementAndGet());
          patient.<String>listen(vertx, "said", message -> {});
          patient.look(vertx, TimeUnit.HOURS.toMillis(1), early::incrementAndGet);
          ears.look(
              vertx,
              200,
              () -> {
                heardAtLook.compareAndSet(0, heard.get());
                look.countDown();
              });
        });
    while (look.getCount() > 0) {
      vertx.eventBus().publish("said", "something");
      look.await(1, TimeUnit.MILLISECONDS);
    }

    assertTrue(heardAtLook.get() > 0, "it was heard before");
    assertEquals(0, early.get());
  }
}
