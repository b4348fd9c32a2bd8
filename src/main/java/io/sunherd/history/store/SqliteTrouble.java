package io.sunherd.history.store;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The common errors of a SQLite file, in words that say what to do. */
public final class SqliteTrouble {
  /** The bits of the primary error code; those above hold details. */
  private static final int KIND = 0xff;

  /** The writer creates the tables, and updates them to a new version, before anything else. */
  static final String NO_TABLES = "its tables are not made yet; ask again in some seconds";

  private SqliteTrouble() {}

  /** The cause of a failure, without a full stop; null where it is not one of these. */
  static @Nullable String of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException trouble) {
        return told(trouble.getResultCode().code & KIND, String.valueOf(trouble.getMessage()));
      }
    }
    return null;
  }

  /** Whether a failure means that the file is damaged, or no database. */
  public static boolean isDamage(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException trouble) {
        int code = trouble.getResultCode().code & KIND;
        return code == SQLiteErrorCode.SQLITE_NOTADB.code
            || code == SQLiteErrorCode.SQLITE_CORRUPT.code;
      }
    }
    return false;
  }

  private static @Nullable String told(int code, String message) {
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return "the disk is full; make room";
    }
    if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
      return "its file cannot be opened or made; see that the folder of history.url is there and"
          + " may be written to";
    }
    if (code == SQLiteErrorCode.SQLITE_READONLY.code) {
      return "its file is read-only; see that it and the folder of history.url may be written to";
    }
    if (code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
      return "its file is damaged or no database; it is set aside with the next row that is written,"
          + " and a new one is begun";
    }
    return code == SQLiteErrorCode.SQLITE_ERROR.code && message.contains("no such table")
        ? NO_TABLES
        : null;
  }
}
