package io.sunherd.web.past;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.extract.Archive;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A part that stops waits for queries that run: their end needs its event loop. */
@Timeout(60)
@ProcessTests
class ExtractsTest {
  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(now -> work.get().onComplete(done));
    return done.future();
  }

  @Test
  void nothingIsOverWhileAQueryRuns() throws Exception {
    Archive archive = new Archive("jdbc:sqlite:" + folder.resolve("history.db"), "hub");
    Extracts extracts = onLoop(() -> Future.succeededFuture(new Extracts(vertx, archive))).await();
    onLoop(extracts::over).await(); // none has run yet
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    AtomicBoolean isOver = new AtomicBoolean();
    Future<String> one = onLoop(() -> extracts.ask(asked -> wait(first, "one")));
    Future<String> two = onLoop(() -> extracts.ask(asked -> wait(second, "two")));
    Future<Void> over = onLoop(() -> extracts.over().onComplete(done -> isOver.set(true)));
    first.countDown();
    assertEquals("one", one.await());
    assertFalse(isOver.get());
    second.countDown();
    over.await();
    assertTrue(isOver.get());
    assertEquals("two", two.await());
  }

  private static String wait(CountDownLatch latch, String name) throws InterruptedException {
    latch.await();
    return name;
  }
}
