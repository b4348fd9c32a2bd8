package io.sunherd.history.store;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.LastSeen;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.RowSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of the history. It opens the database when it is first needed, and again after an
 * error; a failed call may simply be repeated. Not for two threads at once; every method blocks.
 */
public final class Store implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final int VALID_SECONDS = 5;

  private final String url;
  private final Engine engine;
  private final @Nullable SqliteFile file;
  private @Nullable Connection connection;
  private @Nullable RowWriter writer;

  /** One or more statements of a transaction. */
  private interface Work<T> {
    T in(RowWriter writer) throws SQLException;
  }

  /**
   * A store that is not opened yet.
   *
   * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}
   */
  public Store(String url) {
    this.url = url;
    this.engine = Engine.of(url);
    this.file = SqliteFile.of(url);
  }

  /**
   * Opens the database, and makes its folder and its tables where they are missing. A damaged
   * SQLite file is renamed, and what can be read of it is copied; an emptied one is renamed, too.
   */
  public void open() throws StoreException {
    if (writer != null && file != null && !file.isThere()) {
      close(); // the file was removed: what is written to the open one would be lost
    }
    if (writer != null && file != null && file.isEmptied()) {
      throw setAsideEmpty(file);
    }
    if (file != null && file.isSuspect()) {
      examine();
    }
    if (writer != null) {
      return;
    }
    if (file != null) {
      file.makeFolder();
    }
    boolean isThere = file != null && file.isThere();
    try {
      Connection fresh = engine.connect(url, true);
      connection = fresh;
      if (isThere && file != null && file.aside() == null && isBlank(fresh)) {
        throw setAsideEmpty(file);
      }
      Migration.run(engine, url);
      if (file != null) {
        new Salvage(fresh).takeOver(file);
      }
      writer = new RowWriter(fresh);
    } catch (SQLException e) {
      close();
      throw troubled("The history cannot be opened", e);
    } catch (StoreException e) {
      close();
      throw SqliteTrouble.isDamage(e) ? troubled("The history cannot be opened", e) : e;
    }
  }

  /**
   * Checks whether the file is damaged, which otherwise only a reader of the damaged part would
   * notice. A large file takes long: it is checked only after a reader has found damage.
   */
  public void examine() throws StoreException {
    if (file != null && (file.isSmall() || file.isSuspect()) && file.isDamaged()) {
      throw setAside(file);
    }
  }

  private StoreException troubled(String failing, Exception e) {
    return file != null && SqliteTrouble.isDamage(e) && file.isDamaged()
        ? setAside(file)
        : new StoreException(failing, e);
  }

  private StoreException setAside(SqliteFile damaged) {
    return setAside(damaged, "damaged", ", and what can be read of the old one is taken over");
  }

  /**
   * The file was emptied: renames it and reports that, so that the user need not find out from
   * empty graphs.
   */
  private StoreException setAsideEmpty(SqliteFile emptied) {
    return setAside(emptied, "empty", "");
  }

  private StoreException setAside(SqliteFile old, String how, String andThen) {
    close();
    String subject = "The file of the history is " + how;
    try {
      String told =
          subject + ": it is kept as " + old.setAside() + "; a new one is begun" + andThen + ".";
      LOG.warn(told);
      return new StoreException(told);
    } catch (IOException e) {
      return new StoreException(subject + " and cannot be renamed", e);
    }
  }

  /** Whether a SQLite file has no table at all; a file that a hub has written has some. */
  private static boolean isBlank(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet tables = statement.executeQuery("SELECT 1 FROM sqlite_master LIMIT 1")) {
      return !tables.next();
    }
  }

  /** Stores a whole batch in one transaction, its roll-ups included, or nothing of it. */
  public void append(Batch batch) throws StoreException {
    run(
        "The history cannot be written",
        work -> {
          work.write(batch);
          return true;
        });
  }

  /**
   * Stores what a hub has received, as {@link #append} does, except rows for times at which other
   * rows are stored; returns what was not stored.
   *
   * @param shift what was stored with the times of a wrong clock and is moved first, or null
   * @param own the times of this process's rows after that: these are overwritten
   */
  public Kept add(Batch batch, @Nullable Shift shift, RowSpans own) throws StoreException {
    return run("The history cannot be written", work -> work.write(batch, shift, own));
  }

  /** The stored energy of a quarter of an hour, by meter; missing ones are absent. */
  public Map<Meter, Quarter.Amount> quarter(RowSource source, long at) throws StoreException {
    return run("The energy books cannot be read", work -> new EnumMap<>(work.quarter(source, at)));
  }

  /**
   * Moves the history of a renamed inverter to its new id, if its former id is no longer used.
   *
   * @param used every id of the hub
   */
  public void rename(RowSource source, Collection<String> used) throws StoreException {
    run("The history cannot be written", work -> work.rename(source, List.copyOf(used)));
  }

  /**
   * Deletes a small slice of a hub's data that is older than its retention.
   *
   * @param now epoch seconds
   * @return whether there is more of it
   */
  public boolean prune(String hub, Retention retention, long now) throws StoreException {
    return run("The history cannot be pruned", work -> work.prune(hub, retention, now));
  }

  /**
   * Counts the energy from the grid in an hour of rows from before it was counted, until all of a
   * hub's are done.
   *
   * @return whether there may be more
   */
  public boolean countGrid(String hub, GridPast.Count count) throws StoreException {
    return run("The energy books cannot be written", work -> work.countGrid(hub, count));
  }

  /** Keeps alarms of a hub as they are now. */
  public void keep(String hub, List<Alarm> alarms) throws StoreException {
    run(
        "The alarms cannot be written",
        work -> {
          work.alarms().keep(hub, alarms);
          return true;
        });
  }

  /** The newest alarms of a hub, newest first, and every one that is active. */
  public List<Alarm> alarms(String hub, int limit) throws StoreException {
    return run("The alarms cannot be read", work -> work.alarms().newest(hub, limit));
  }

  /**
   * What those inverters of a hub told last that have rows since then, epoch milliseconds.
   *
   * @param inverters their ids
   */
  public List<LastSeen> lastSeen(String hub, List<String> inverters, long since)
      throws StoreException {
    return run(
        "The history cannot be read",
        work -> {
          List<LastSeen> seen = new ArrayList<>();
          for (String inverter : inverters) {
            work.lastRows().of(hub, inverter, since).ifPresent(seen::add);
          }
          return seen;
        });
  }

  /** The time of the newest row that a hub has, epoch seconds, or null. */
  public @Nullable Long newest(String hub) throws StoreException {
    return this.<Optional<Long>>run(
            "The history cannot be read", work -> Optional.ofNullable(work.newest(hub)))
        .orElse(null);
  }

  private <T> T run(String failing, Work<T> work) throws StoreException {
    open();
    Connection open = connection;
    RowWriter ready = writer;
    if (open == null || ready == null) {
      throw new IllegalStateException("open() has left nothing open.");
    }
    boolean isDone = false;
    try {
      open.setAutoCommit(false);
      T result = work.in(ready);
      open.commit();
      // Otherwise SQLite's driver would begin the next transaction at once, and its lock would
      // block others.
      open.setAutoCommit(true);
      isDone = true;
      return result;
    } catch (SQLException e) {
      undo(open, ready);
      throw troubled(failing, e);
    } finally {
      if (!isDone && connection != null) {
        undo(open, ready); // also after an unexpected failure
      }
    }
  }

  private void undo(Connection open, RowWriter ready) {
    try {
      ready.forget();
      if (!open.getAutoCommit()) {
        open.rollback();
        open.setAutoCommit(true);
      }
      if (open.isValid(VALID_SECONDS)) {
        return;
      }
    } catch (SQLException e) {
      LOG.debug("The connection to the history is lost.", e);
    }
    close();
  }

  @Override
  public void close() {
    Connection open = connection;
    writer = null;
    connection = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (SQLException e) {
      LOG.debug("The connection to the history did not close well.", e);
    }
  }
}
