package io.sunherd.history.store;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A failure of the store; the message is one sentence. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  /** PostgreSQL's codes for a missing table, and a missing column. */
  private static final List<String> NO_TABLES = List.of("42P01", "42703");

  StoreException(String sentence) {
    super(sentence);
  }

  /** A sentence part that says what cannot be done, and its cause. */
  public StoreException(String what, Throwable cause) {
    super(what + ": " + firstLine(reason(cause)), cause);
  }

  /**
   * The cause to report: a batch exception describes the batch at length, the reason is the next
   * exception.
   */
  private static Throwable reason(Throwable cause) {
    SQLException next =
        cause instanceof BatchUpdateException batch ? batch.getNextException() : null;
    return next == null ? cause : next;
  }

  private static @Nullable String known(Throwable cause) {
    boolean isWithoutTables =
        cause instanceof SQLException failure
            && NO_TABLES.contains(String.valueOf(failure.getSQLState()));
    return isWithoutTables ? SqliteTrouble.NO_TABLES : SqliteTrouble.of(cause);
  }

  private static String firstLine(Throwable cause) {
    String known = known(cause);
    if (known != null) {
      return known + ".";
    }
    String message = Objects.toString(cause.getMessage(), cause.getClass().getSimpleName());
    if (cause instanceof AccessDeniedException) {
      message = "this user may not write to " + message;
    } else if (cause instanceof FileAlreadyExistsException) {
      message = message + " is there already, and is no folder";
    }
    String line = message.strip().lines().findFirst().orElse("");
    return line.endsWith(".") ? line : line + ".";
  }
}
