package io.sunherd.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.RecordCodec;
import io.sunherd.config.BackupConfig;
import io.sunherd.config.HubConfig;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the nightly backup tells of itself. */
@Timeout(60)
@ProcessTests
class BackupVerticleTest {
  @TempDir private Path folder;

  @Test
  void tellsWhyNoneIsMadeAndTriesAgain() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    HubConfig config = OldHub.in(home);
    Path stick = folder.resolve("stick");
    Vertx vertx = Vertx.vertx();
    try {
      RecordCodec.register(vertx.eventBus());
      BlockingQueue<Optional<String>> told = new LinkedBlockingQueue<>();
      vertx
          .eventBus()
          .<PartHealth>consumer(
              Addresses.PARTS, message -> told.add(Optional.ofNullable(message.body().trouble())));
      vertx
          .deployVerticle(
              new BackupVerticle(
                  new BackupConfig(stick.resolve("hubs").toString(), 2),
                  home.resolve("hub.yaml"),
                  () -> config,
                  ZoneId.of("Africa/Lagos"),
                  () -> Instant.parse("2026-05-01T12:00:00Z"),
                  Duration.ofMillis(5)))
          .await();
      String trouble = until(told, Optional::isPresent).orElseThrow();
      assertTrue(trouble.contains("There is no folder " + stick.resolve("hubs")), trouble);
      Files.createDirectory(stick);
      until(told, Optional::isEmpty);
      Path made = stick.resolve("hubs/sunherd-20260501T120000Z.zip");
      try (BackupFile file = BackupFile.open(made)) {
        assertEquals("0123456789ab", file.manifest().hub());
      }
    } finally {
      vertx.close().await();
    }
  }

  private static <T> T until(BlockingQueue<T> told, java.util.function.Predicate<T> wanted)
      throws InterruptedException {
    while (true) {
      T next = told.poll(50, TimeUnit.SECONDS);
      assertTrue(next != null, "nothing is told");
      if (wanted.test(next)) {
        return next;
      }
    }
  }
}
