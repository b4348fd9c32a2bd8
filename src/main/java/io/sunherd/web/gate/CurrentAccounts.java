package io.sunherd.web.gate;

import io.sunherd.access.AccessException;
import io.sunherd.access.UsersFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The present content of the users file: checked at most once a second, off the event loop, and
 * read again where it changed. A file that cannot be used lets no one in.
 */
public final class CurrentAccounts {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentAccounts.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Vertx vertx;
  private final Path file;
  private final LongSupplier nanos;
  private @Nullable Known known;
  private @Nullable Future<Known> looking;
  private long looked;

  /**
   * The result of a check of the file.
   *
   * @param users the users in it; none where it is missing or cannot be used
   * @param trouble why it cannot be used, one sentence; null where it can
   * @param warning that others may read or change it, one sentence; null where they may not
   * @param mark changes with the file
   */
  public record Known(
      UsersFile users, @Nullable String trouble, @Nullable String warning, @Nullable Mark mark) {}

  private record Mark(FileTime modified, long size, @Nullable Object key) {}

  /**
   * @param nanos the monotonic clock
   */
  public CurrentAccounts(Vertx vertx, Path file, LongSupplier nanos) {
    this.vertx = vertx;
    this.file = file;
    this.nanos = nanos;
  }

  /** The accounts; the same object as long as the file does not change. Never fails. */
  public Future<Known> now() {
    Known last = known;
    if (last != null && nanos.getAsLong() - looked < PAUSE_NANOS) {
      return Future.succeededFuture(last);
    }
    Future<Known> running = looking;
    if (running != null) {
      return running;
    }
    Future<Known> look = vertx.executeBlocking(() -> look(file, last), false).map(this::take);
    looking = look;
    return look.onComplete(over -> looking = null);
  }

  /** The same, including a change that was made to the file just now. */
  Future<Known> refreshed() {
    looked = nanos.getAsLong() - PAUSE_NANOS;
    Future<Known> running = looking;
    return running == null ? now() : running.transform(over -> refreshed());
  }

  /** Blocks. */
  private static Known look(Path file, @Nullable Known last) {
    Mark mark = null;
    try {
      mark = mark(file);
      // A file that could not be used may have become readable, which does not change its mark.
      if (last != null && last.trouble == null && Objects.equals(last.mark, mark)) {
        return last;
      }
      UsersFile users = UsersFile.load(file);
      return new Known(users, null, users.warning().orElse(null), mark);
    } catch (AccessException e) {
      return new Known(UsersFile.withoutUsers(file), e.getMessage(), null, mark);
    } catch (IOException e) {
      return new Known(
          UsersFile.withoutUsers(file),
          file + ": the file cannot be read (" + e + ").",
          null,
          mark);
    }
  }

  private static @Nullable Mark mark(Path file) throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Mark(now.lastModifiedTime(), now.size(), now.fileKey());
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private Known take(Known now) {
    Known last = known;
    known = now;
    looked = nanos.getAsLong();
    String before = last == null ? null : last.trouble;
    if (now.trouble != null && !now.trouble.equals(before)) {
      LOG.error("Nobody can log in: {}", now.trouble);
    } else if (now.trouble == null && before != null) {
      LOG.info("{} can be used again.", file);
    }
    if (now.warning != null && !now.warning.equals(last == null ? null : last.warning)) {
      LOG.warn("{}", now.warning);
    }
    return now;
  }
}
