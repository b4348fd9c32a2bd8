package io.sunherd.history.store;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A failure of the store; the message is one sentence. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What PostgreSQL has for a table that is missing. */
  private static final String NO_TABLE = "42P01";

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
        cause instanceof SQLException failure && NO_TABLE.equals(failure.getSQLState());
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
