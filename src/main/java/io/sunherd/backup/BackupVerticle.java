package io.sunherd.backup;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Ears;
import io.sunherd.bus.PartHealth;
import io.sunherd.config.BackupConfig;
import io.sunherd.config.ConfigException;
import io.sunherd.config.HubConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the hub in a file each night, on a thread of its own. A night that was missed is made up
 * for; one that fails is tried again, and told as this part's health, which does not decide whether
 * the hub is ready.
 */
public final class BackupVerticle extends VerticleBase {
  /** The name under which it reports its health. */
  public static final String PART = PartHealth.BACKUP;

  private static final Logger LOG = LoggerFactory.getLogger(BackupVerticle.class);
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** The number of checks after a failure during which no backup is tried. */
  private static final int PAUSE = 60;

  private static final long LONGEST_HOURS = 6;

  private final Ears ears = new Ears();
  private final BackupConfig wanted;
  private final @Nullable Path file;
  private final Callable<HubConfig> config;
  private final Nights nights;
  private final InstantSource clock;
  private final Duration look;
  private @Nullable WorkerExecutor worker;
  private @Nullable String trouble;
  private boolean isBusy;
  private int pause;

  /**
   * @param file the configuration; null where the hub has none, and nothing to keep
   * @param config reads it
   * @param zone whose nights are meant
   */
  public BackupVerticle(
      BackupConfig wanted,
      @Nullable Path file,
      Callable<HubConfig> config,
      ZoneId zone,
      InstantSource clock) {
    this(wanted, file, config, zone, clock, LOOK);
  }

  /**
   * @param look how often it looks whether a backup is due
   */
  BackupVerticle(
      BackupConfig wanted,
      @Nullable Path file,
      Callable<HubConfig> config,
      ZoneId zone,
      InstantSource clock,
      Duration look) {
    this.wanted = wanted;
    this.file = file;
    this.config = config;
    this.nights = new Nights(zone);
    this.clock = clock;
    this.look = look;
  }

  @Override
  public Future<?> start() {
    ears.<Configured>listen(vertx, Addresses.CONFIGURED, message -> tell());
    String folder = wanted.folder();
    Path from = file;
    if (folder != null && from != null) {
      worker = vertx.createSharedWorkerExecutor(PART, 1, LONGEST_HOURS, TimeUnit.HOURS);
      BackupFolder into = new BackupFolder(Path.of(folder), wanted.keep());
      vertx.setPeriodic(look.toMillis(), timer -> look(into, from));
    }
    return ears.open().onSuccess(ready -> tell());
  }

  private void tell() {
    vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, trouble));
  }

  private void look(BackupFolder into, Path from) {
    if (isBusy || worker == null) {
      return;
    }
    if (pause > 0) {
      pause--;
      return;
    }
    isBusy = true;
    worker
        .executeBlocking(() -> night(into, from))
        .onComplete(
            (made, failure) -> {
              isBusy = false;
              pause = failure == null ? 0 : PAUSE;
              become(failure == null ? null : sentence(failure));
            });
  }

  private void become(@Nullable String now) {
    if (now != null && !now.equals(trouble)) {
      LOG.error("No backup: {}", now);
    } else if (now == null && trouble != null) {
      LOG.info("The backup is made again.");
    }
    trouble = now;
    tell();
  }

  private static String sentence(Throwable failure) {
    if (failure instanceof BackupException e) {
      return e.sentence();
    }
    if (failure instanceof ConfigException wrong) {
      return "The configuration is wrong. " + wrong.mistakes().get(0);
    }
    if (failure instanceof IOException e) {
      return "The backup failed: " + Reasons.of(e) + ".";
    }
    return "The backup failed inside the hub: " + failure + ".";
  }

  private @Nullable Path night(BackupFolder into, Path from) throws Exception {
    Instant now = clock.instant();
    if (!into.isMissing(nights.last(now), now)) {
      return null;
    }
    HubConfig present = config.call();
    Path made = into.make(now, to -> new BackupWriter(to, Progress.NONE).write(from, present, now));
    LOG.info("The hub is kept in {}.", made);
    return made;
  }
}
