package io.sunherd.settings;

import io.sunherd.settings.audit.AuditEntry;
import io.sunherd.settings.audit.AuditSearch;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Looks up entries of the audit log on a thread of its own, so that reading a long log delays no
 * write. For one thread.
 */
final class Lookup {
  private static final int MOST_WAITING = 16;

  private final AuditKeeper books;
  private final WorkerExecutor reader;
  private int waiting;

  Lookup(AuditKeeper books, WorkerExecutor reader) {
    this.books = books;
    this.reader = reader;
  }

  /** The entry of that number. */
  Future<Optional<AuditEntry>> find(long id) {
    return newest(entry -> entry.id() == id, id + 1, 1, found -> found.stream().findFirst());
  }

  /**
   * Entries, newest first, converted by {@code form} on the same thread. What is in memory is
   * answered at once, even while the file is being read.
   *
   * @param before only those with a lower number
   */
  <T> Future<T> newest(
      Predicate<AuditEntry> wanted, long before, int limit, Function<List<AuditEntry>, T> form) {
    try {
      AuditSearch search = books.log().search(wanted, before, limit);
      if (search.isOver()) {
        return Future.succeededFuture(form.apply(search.found()));
      }
      if (waiting >= MOST_WAITING) {
        throw Refusal.unavailable(
            "The audit log is being read by " + waiting + " others; ask again shortly.");
      }
      waiting++;
      return reader
          .executeBlocking(() -> form.apply(search.read()))
          .onComplete(done -> waiting--)
          .recover(failure -> Future.failedFuture(refusal(failure)));
    } catch (IOException e) {
      throw books.ill("read", e);
    }
  }

  private Throwable refusal(Throwable failure) {
    return failure instanceof IOException e ? books.ill("read", e) : failure;
  }
}
