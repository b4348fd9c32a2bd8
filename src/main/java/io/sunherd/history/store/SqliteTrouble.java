package io.sunherd.history.store;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a file of SQLite commonly suffers from, in words that say what to do. */
public final class SqliteTrouble {
  /** What is above these bits tells only the circumstances. */
  private static final int KIND = 0xff;

  /** Whoever writes makes them, and those of a new version, as the first thing he does. */
  static final String NO_TABLES = "its tables are not made yet; ask again in some seconds";

  private SqliteTrouble() {}

  /** The trouble behind a failure, without a full stop; null where it is another one. */
  static @Nullable String of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException trouble) {
        return told(trouble.getResultCode().code & KIND, String.valueOf(trouble.getMessage()));
      }
    }
    return null;
  }

  /** Whether the file is damaged, or none of a database. */
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
