package io.sunherd.history.past;

import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.rows.Known;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.StoreException;
import io.sunherd.protocol.SerialNumber;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The energy since the books began, of each unit, whatever its id was, and of the system. The books
 * are read as a whole once a day; in between only the last days, which may still change. What was
 * told once never falls. For one thread.
 */
public final class BookTotals {
  private static final long DAY = 86_400;

  /** A clock that was wrong moves the energy of no more than the last seven days. */
  private static final long OPEN = 8 * DAY;

  private final Reader reader;
  private final String hub;
  private final Map<String, Map<Meter, Long>> told = new TreeMap<>();
  private @Nullable Base base;
  private @Nullable Long began;

  /** What is in the books before a time, as they were read at another. */
  private record Base(Map<String, Map<Meter, Long>> totals, long until, long readAt) {
    boolean isGood(long now) {
      return now >= readAt && now - readAt < DAY;
    }
  }

  /** The books of a hub. */
  public BookTotals(Reader reader, String hub) {
    this.reader = reader;
    this.hub = hub;
  }

  /**
   * In milliwatt-hours, by {@link SerialNumber#identity} or {@link RowSource#SYSTEM}, and by meter;
   * a meter of which nothing is known is absent. Blocks.
   *
   * @param now epoch seconds
   */
  public Map<String, Map<Meter, Long>> read(long now) throws StoreException {
    Base before = base;
    if (before == null || !before.isGood(now)) {
      long until = Quarter.of(now - OPEN);
      before = new Base(reader.ask(connection -> sums(connection, 0, until)), until, now);
      base = before;
      began = null;
    }
    long until = before.until;
    Map<String, Map<Meter, Long>> later =
        reader.ask(connection -> sums(connection, until, Long.MAX_VALUE));
    if (began == null) {
      began = reader.ask(this::first).orElse(null);
    }
    Map<String, Map<Meter, Long>> all = new TreeMap<>();
    merge(before.totals, all, Long::sum);
    merge(later, all, Long::sum);
    merge(all, told, Math::max);
    return copy(told);
  }

  /** When the books began, as they were read last, epoch seconds; null where they are empty. */
  public @Nullable Long began() {
    return began;
  }

  private interface Rule {
    long of(long one, long other);
  }

  private static void merge(
      Map<String, Map<Meter, Long>> from, Map<String, Map<Meter, Long>> into, Rule rule) {
    from.forEach(
        (name, amounts) ->
            amounts.forEach(
                (meter, amount) ->
                    into.computeIfAbsent(name, n -> new EnumMap<>(Meter.class))
                        .merge(meter, amount, rule::of)));
  }

  private static Map<String, Map<Meter, Long>> copy(Map<String, Map<Meter, Long>> totals) {
    Map<String, Map<Meter, Long>> copy = new TreeMap<>();
    totals.forEach((name, amounts) -> copy.put(name, new EnumMap<>(amounts)));
    return copy;
  }

  private Map<String, Map<Meter, Long>> sums(Connection connection, long from, long to)
      throws SQLException {
    Map<String, Map<Meter, Long>> sums = new HashMap<>();
    List<Known> known = Reader.ofHub(connection, hub);
    if (known.isEmpty()) {
      return sums;
    }
    Map<Integer, RowSource> units =
        known.stream().collect(Collectors.toMap(Known::unit, Known::source));
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT at, unit"
                + EnergyBooks.METERS
                + " FROM energy WHERE "
                + Reader.in(known)
                + " AND at >= ? AND at < ? ORDER BY at")) {
      query.setFetchSize(Reader.FETCH);
      query.setLong(1, from);
      query.setLong(2, to);
      try (ResultSet row = query.executeQuery()) {
        boolean more = row.next();
        while (more) {
          more = quarter(row, units::get, sums);
        }
      }
    }
    return sums;
  }

  private Optional<Long> first(Connection connection) throws SQLException {
    List<Known> known = Reader.ofHub(connection, hub);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    try (PreparedStatement query =
            connection.prepareStatement("SELECT MIN(at) FROM energy WHERE " + Reader.in(known));
        ResultSet row = query.executeQuery()) {
      long at = row.next() ? row.getLong(1) : 0;
      return row.wasNull() ? Optional.empty() : Optional.of(at);
    }
  }

  /** Adds all units of a quarter, each once; returns whether there is another one. */
  private static boolean quarter(
      ResultSet row,
      Function<Integer, @Nullable RowSource> units,
      Map<String, Map<Meter, Long>> sums)
      throws SQLException {
    Map<Place, Account.Line> lines = new HashMap<>();
    long at = row.getLong(1);
    boolean more = true;
    while (more && row.getLong(1) == at) {
      int unit = row.getInt(2);
      RowSource source = units.apply(unit);
      if (source != null) {
        String identity = Account.identity(unit, source);
        String whose = SerialNumber.identity(source.serial(), source.inverter());
        for (String name : List.of(whose, RowSource.SYSTEM)) {
          EnergyBooks.lines(
              row,
              source.inverter(),
              (meter, line) ->
                  lines.merge(new Place(name, identity, meter), line, Account.Line::longer));
        }
      }
      more = row.next();
    }
    lines.forEach(
        (place, line) ->
            sums.computeIfAbsent(place.name, n -> new EnumMap<>(Meter.class))
                .merge(place.meter, line.milliwattHours(), Long::sum));
    return more;
  }

  /** Whose total an amount belongs to, and of which unit it is. */
  private record Place(String name, String identity, Meter meter) {}
}
