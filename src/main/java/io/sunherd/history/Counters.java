package io.sunherd.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the inverters' own energy counters say of periods: the counter of that day, month or year
 * where it was read (QED20261124), else by how much the total (QET) has grown.
 */
final class Counters {
  /** A total that was read so long before a period is no measure of its beginning any more. */
  private static final long NEAR = 3_600;

  private static final Map<Meter, String> LETTERS = Map.of(Meter.PV, "QE", Meter.LOAD, "QL");

  private final Map<Integer, Source> units;
  private final EnergyQuery query;
  private final List<Long> bounds;
  private final Map<String, NavigableMap<Long, Long>> readings = new HashMap<>();

  /** Reads what was read of these units from an hour before the first period on. */
  Counters(Connection connection, Map<Integer, Source> units, EnergyQuery query, List<Long> bounds)
      throws SQLException {
    this.units = units;
    this.query = query;
    this.bounds = bounds;
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT at, unit, inquiry, wh FROM counter WHERE at >= ?")) {
      statement.setFetchSize(Reader.FETCH);
      statement.setLong(1, bounds.get(0) - NEAR);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          int unit = row.getInt(2);
          if (units.containsKey(unit)) {
            readings
                .computeIfAbsent(unit + row.getString(3), key -> new TreeMap<>())
                .put(row.getLong(1), row.getLong(4));
          }
        }
      }
    }
  }

  /** What they say of a period, in Wh, by meter. */
  Map<Meter, Long> of(int period) {
    Map<Meter, Long> said = new EnumMap<>(Meter.class);
    for (Map.Entry<Meter, String> meter : LETTERS.entrySet()) {
      Long sum = sum(meter.getValue(), period);
      if (sum != null) {
        said.put(meter.getKey(), sum);
      }
    }
    return said;
  }

  private @Nullable Long sum(String letters, int period) {
    Map<String, Long> byName = new HashMap<>();
    for (Map.Entry<Integer, Source> unit : units.entrySet()) {
      Long one = one(unit.getKey(), letters, period);
      if (one != null) {
        byName.merge(unit.getValue().inverter(), one, Math::max);
      }
    }
    Collection<String> names = new TreeSet<>();
    units.values().forEach(source -> names.add(source.inverter()));
    names.remove(Source.SYSTEM);
    return byName.isEmpty() || byName.size() < names.size()
        ? null
        : (Long) byName.values().stream().mapToLong(Long::longValue).sum();
  }

  private @Nullable Long one(int unit, String letters, int period) {
    String own = own(letters, period);
    NavigableMap<Long, Long> exact = own == null ? null : readings.get(unit + own);
    if (exact != null) {
      return exact.lastEntry().getValue();
    }
    NavigableMap<Long, Long> total = readings.get(unit + letters + "T");
    if (total == null) {
      return null;
    }
    Map.Entry<Long, Long> before = total.lowerEntry(bounds.get(period));
    Map.Entry<Long, Long> last = total.lowerEntry(bounds.get(period + 1));
    boolean known =
        before != null
            && last != null
            && bounds.get(period) - before.getKey() <= NEAR
            && last.getValue() >= before.getValue();
    return known ? (Long) (last.getValue() - before.getValue()) : null;
  }

  /** The inquiry for that very period, or null where there is none. */
  private @Nullable String own(String letters, int period) {
    ZonedDateTime start = Instant.ofEpochSecond(bounds.get(period)).atZone(query.zone());
    return switch (query.period()) {
      case HOUR -> null;
      case DAY -> letters + "D" + format(start, "yyyyMMdd");
      case MONTH -> letters + "M" + format(start, "yyyyMM");
      case YEAR -> letters + "Y" + format(start, "yyyy");
    };
  }

  private static String format(ZonedDateTime time, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
  }
}
