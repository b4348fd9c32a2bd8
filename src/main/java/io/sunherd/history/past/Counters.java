package io.sunherd.history.past;

import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Period;
import io.sunherd.history.rows.Known;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the inverters' own energy counters say of periods: the counter of that hour, day, month or
 * year where it was read when that was over (QED20261124), else by how much the total (QET) has
 * grown. They are told in the order of time; what was read is forgotten with the period it is of.
 */
final class Counters implements AutoCloseable {
  /** A total read longer than this before a period does not count for its beginning. */
  static final long NEAR = 3_600;

  private static final Map<Meter, String> LETTERS = Map.of(Meter.PV, "QE", Meter.LOAD, "QL");

  private final EnergyQuery query;
  private final List<Long> bounds;

  /** The identity of each source: one unit may have had several ids, but has one counter. */
  private final Map<Integer, String> identities = new HashMap<>();

  private final PreparedStatement statement;
  private final ResultSet totals;
  private boolean more;

  /** The newest totals of each unit so far, and those at the beginning of the period. */
  private final Map<String, Said> newest = new HashMap<>();

  private Map<String, Said> begin;
  private final Map<String, Said> dated = new HashMap<>();
  private int period;

  private record Said(long at, long wattHours) {}

  /**
   * Opens the readings of these units from an hour before the first period to the end of the last.
   */
  Counters(Connection connection, List<Known> known, EnergyQuery query, List<Long> bounds)
      throws SQLException {
    this.query = query;
    this.bounds = bounds;
    known.forEach(one -> identities.put(one.unit(), Account.identity(one.unit(), one.source())));
    for (String letters : LETTERS.values()) {
      readDated(connection, known, letters);
    }
    statement =
        connection.prepareStatement(
            "SELECT at, unit, inquiry, wh FROM counter WHERE "
                + Reader.in(known)
                + " AND at >= ? AND at < ? ORDER BY at");
    statement.setFetchSize(Reader.FETCH);
    statement.setLong(1, bounds.get(0) - NEAR);
    statement.setLong(2, bounds.get(bounds.size() - 1));
    totals = statement.executeQuery();
    more = totals.next();
    begin = upTo(bounds.get(0));
  }

  /** Reads the counters of the periods asked for. */
  private void readDated(Connection connection, List<Known> known, String letters)
      throws SQLException {
    String first = own(letters, 0);
    String last = own(letters, bounds.size() - 2);
    try (PreparedStatement ask =
        connection.prepareStatement(
            "SELECT unit, inquiry, at, wh FROM dated WHERE "
                + Reader.in(known)
                + " AND inquiry >= ? AND inquiry <= ?")) {
      ask.setString(1, first);
      ask.setString(2, last);
      try (ResultSet row = ask.executeQuery()) {
        while (row.next()) {
          dated.merge(
              identities.get(row.getInt(1)) + row.getString(2),
              new Said(row.getLong(3), row.getLong(4)),
              (one, other) -> one.at > other.at ? one : other);
        }
      }
    }
  }

  private Map<String, Said> upTo(long bound) throws SQLException {
    while (more && totals.getLong(1) < bound) {
      newest.put(
          identities.get(totals.getInt(2)) + totals.getString(3),
          new Said(totals.getLong(1), totals.getLong(4)));
      more = totals.next();
    }
    return Map.copyOf(newest);
  }

  /**
   * The energy of the next period, in Wh, by meter.
   *
   * @param whose the units with data in it; where one of them has no counter, the result has none
   */
  Map<Meter, Long> next(Set<String> whose) throws SQLException {
    Map<String, Said> end = upTo(bounds.get(period + 1));
    Map<Meter, Long> said = new EnumMap<>(Meter.class);
    for (Map.Entry<Meter, String> meter : LETTERS.entrySet()) {
      Map<String, Long> byIdentity = new HashMap<>();
      String own = dated.isEmpty() ? null : own(meter.getValue(), period);
      for (String unit : Set.copyOf(identities.values())) {
        Long one = one(unit, own, unit + meter.getValue() + "T", end);
        if (one != null) {
          byIdentity.put(unit, one);
        }
      }
      if (!byIdentity.isEmpty() && byIdentity.keySet().containsAll(whose)) {
        said.put(meter.getKey(), byIdentity.values().stream().mapToLong(Long::longValue).sum());
      }
    }
    begin = end;
    period++;
    return said;
  }

  /**
   * The counter of one unit: the period's own if it was read after the end, else the growth of the
   * total; null where the total was not read in time.
   */
  private @Nullable Long one(
      String unit, @Nullable String own, String total, Map<String, Said> end) {
    Said exact = own == null ? null : dated.get(unit + own);
    if (exact != null && exact.at >= bounds.get(period + 1)) {
      return exact.wattHours;
    }
    Said before = begin.get(total);
    Said last = end.get(total);
    if (before == null
        || last == null
        || last.at < bounds.get(period)
        || bounds.get(period) - before.at > NEAR) {
      return null;
    }
    long grown = last.wattHours - before.wattHours;
    return grown < 0 ? null : (Long) grown;
  }

  /** The inquiry for that very period; of an hour that comes twice no unit tells which it means. */
  private String own(String letters, int index) {
    String pattern =
        switch (query.period()) {
          case HOUR -> "'H'yyyyMMddHH";
          case DAY -> "'D'yyyyMMdd";
          case MONTH -> "'M'yyyyMM";
          case YEAR -> "'Y'yyyy";
        };
    ZonedDateTime begin = Instant.ofEpochSecond(bounds.get(index)).atZone(query.zone());
    boolean isTwice =
        query.period() == Period.HOUR
            && query.zone().getRules().getValidOffsets(begin.toLocalDateTime()).size() > 1;
    String text = letters + DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(begin);
    return isTwice ? text + "?" : text;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
