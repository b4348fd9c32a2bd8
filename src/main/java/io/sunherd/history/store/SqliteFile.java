package io.sunherd.history.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SQLite file of a history, with the files that SQLite keeps beside it. A damaged one is
 * renamed, never deleted.
 */
public final class SqliteFile {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);
  private static final String PREFIX = "jdbc:sqlite:";

  /** The length of a file's header, and the offsets in it. */
  private static final int HEADER = 100;

  private static final int PAGE_SIZE = 16;
  private static final int PAGES = 28;
  private static final int FREE_PAGES = 32;
  private static final long SMALL = 64_000_000;
  private static final List<String> BESIDE = List.of("-wal", "-shm", "");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String url;
  private final Path file;

  private SqliteFile(String url) {
    this.url = url;
    this.file = Path.of(url.substring(PREFIX.length()).replaceFirst("\\?.*", ""));
  }

  /** The file of a URL; null for another database. */
  public static @Nullable SqliteFile of(String url) {
    return url.startsWith(PREFIX) ? new SqliteFile(url) : null;
  }

  boolean isThere() {
    return Files.exists(file);
  }

  /** Whether the file exists and is empty: then someone has removed its tables. */
  boolean isEmptied() {
    try {
      return Files.size(file) == 0;
    } catch (IOException e) {
      return false; // there is no file
    }
  }

  /** Whether it is small enough to be checked in a moment. */
  boolean isSmall() {
    try {
      return Files.size(file) <= SMALL;
    } catch (IOException e) {
      return false; // there is no file
    }
  }

  /** Makes its folder where it is missing. */
  void makeFolder() throws StoreException {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new StoreException("The folder of the history cannot be made", e);
    }
  }

  private Path beside(String ending) {
    return Path.of(file + ending);
  }

  /** A reader has found damage: asks the writer to check the file. */
  public void suspect() {
    try {
      Files.writeString(beside("-suspect"), "");
    } catch (IOException e) {
      LOG.debug("Nobody can be told that {} may be damaged.", file, e);
    }
  }

  boolean isSuspect() {
    return Files.exists(beside("-suspect"));
  }

  /** Whether it is really damaged; a full disk or a read-only folder is no damage. */
  boolean isDamaged() {
    boolean damaged = false;
    try (Connection connection = Engine.of(url).connect(url, false);
        Statement statement = connection.createStatement();
        ResultSet told = statement.executeQuery("PRAGMA quick_check(1)")) {
      damaged = told.next() && !told.getString(1).equals("ok");
    } catch (SQLException e) {
      damaged = SqliteTrouble.isDamage(e);
    }
    if (!damaged) {
      delete("-suspect");
    }
    return damaged;
  }

  private void delete(String ending) {
    try {
      Files.deleteIfExists(beside(ending));
    } catch (IOException e) {
      LOG.debug("{}{} cannot be deleted.", file, ending, e);
    }
  }

  /** Renames it, and returns the new name; its rows are still to be copied. */
  Path setAside() throws IOException {
    String name = file + ".damaged-" + STAMP.format(Instant.now());
    Path aside = Path.of(name);
    for (int i = 2; Files.exists(aside); i++) {
      aside = Path.of(name + "-" + i);
    }
    Files.writeString(beside("-taking-over"), aside.toString());
    for (String part : BESIDE) {
      if (Files.exists(beside(part))) {
        Files.move(beside(part), Path.of(aside + part));
      }
    }
    delete("-suspect");
    return aside;
  }

  /** The renamed file whose rows are not copied yet, or null. */
  @Nullable Path aside() throws StoreException {
    Path note = beside("-taking-over");
    try {
      return Files.exists(note) ? Path.of(Files.readString(note)) : null;
    } catch (IOException e) {
      throw new StoreException(note + " cannot be read", e);
    }
  }

  /**
   * A copy of a renamed file with this file's header, for where its own was overwritten; the rest
   * may be readable. The caller deletes the copy.
   */
  Path withHeader(Path aside) throws IOException {
    Path copy = beside("-taking-over.db");
    Files.copy(aside, copy, StandardCopyOption.REPLACE_EXISTING);
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel to = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      while (header.hasRemaining() && from.read(header) >= 0) {}
      int page = header.getShort(PAGE_SIZE) & 0xffff;
      header.putInt(PAGES, (int) (to.size() / Math.max(1, page)));
      header.putLong(FREE_PAGES, 0);
      header.flip();
      while (header.hasRemaining()) {
        to.write(header, header.position());
      }
    }
    return copy;
  }

  /** Deletes that copy. */
  void deleteCopy() {
    BESIDE.forEach(part -> delete("-taking-over.db" + part));
  }

  /** The rows of the renamed file are copied. */
  void tookOver() {
    delete("-taking-over");
  }
}
