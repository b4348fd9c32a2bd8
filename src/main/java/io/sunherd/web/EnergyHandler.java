package io.sunherd.web;

import io.sunherd.bus.Failure;
import io.sunherd.extract.Archive;
import io.sunherd.extract.Moments;
import io.sunherd.history.EnergyPeriod;
import io.sunherd.history.EnergyPeriod.Energy;
import io.sunherd.history.Meter;
import io.sunherd.history.Period;
import io.sunherd.history.Source;
import io.sunherd.history.StoreException;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** GET /api/v1/energy: kWh per hour, day, month or year, and how much of the time is in them. */
final class EnergyHandler implements Handler<RoutingContext> {
  private final Newest newest;
  private final Extracts extracts;
  private final Clock clock;

  /**
   * @param clock tells what is now, and where local time is
   */
  EnergyHandler(Newest newest, Extracts extracts, Clock clock) {
    this.newest = newest;
    this.extracts = extracts;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    MultiMap params = context.queryParams();
    Wanted wanted = Wanted.one(params.get("inverter"), newest);
    Period by = period(params.get("by"));
    Span span = Span.of(params, clock, usual(by));
    if (span.from() > span.to()) {
      throw new Problem(Failure.BAD_REQUEST, "from is later than to.");
    }
    int units = wanted.only().equals(Source.SYSTEM) ? newest.units().size() : 1;
    extracts
        .ask(archive -> periods(archive, wanted, span, by))
        .map(periods -> json(wanted.only(), by, periods, units))
        .onSuccess(body -> Respond.json(context, 200, body))
        .onFailure(context::fail);
  }

  private static Period period(@Nullable String by) {
    return Stream.of(Period.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(by == null ? "day" : by))
        .findFirst()
        .orElseThrow(
            () -> new Problem(Failure.BAD_REQUEST, "by is one of hour, day, month and year."));
  }

  private static Duration usual(Period by) {
    return Duration.ofDays(
        switch (by) {
          case HOUR -> 1;
          case DAY -> 30;
          case MONTH -> 365;
          case YEAR -> 3_650;
        });
  }

  private List<EnergyPeriod> periods(Archive archive, Wanted wanted, Span span, Period by)
      throws StoreException {
    wanted.check(archive);
    try {
      return archive.energy(wanted.only(), span.from(), span.to(), by, clock.getZone());
    } catch (IllegalArgumentException e) {
      throw new Problem(Failure.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Object> json(
      String inverter, Period by, List<EnergyPeriod> periods, int units) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("inverter", inverter);
    json.put("by", by.name().toLowerCase(Locale.ROOT));
    json.put("units", units);
    json.put("periods", periods.stream().map(one -> json(one, units)).collect(Collectors.toList()));
    return json;
  }

  /** Of a period that goes on, only what has passed can have a gap. */
  private Map<String, @Nullable Object> json(EnergyPeriod period, int units) {
    long end = Math.min(period.to(), clock.instant().getEpochSecond());
    long length = Math.max(0, end - period.from());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("from", Moments.iso(period.from(), clock.getZone()));
    json.put("to", Moments.iso(period.to(), clock.getZone()));
    for (Meter meter : Meter.values()) {
      Energy energy = period.energy().get(meter);
      Long counter = period.counters().get(meter);
      json.put(
          meter.key(),
          energy == null && counter == null ? null : json(energy, counter, length, units));
    }
    return json;
  }

  private static Map<String, @Nullable Object> json(
      @Nullable Energy energy, @Nullable Long counter, long length, int units) {
    int outOf = energy == null ? units : Math.max(units, energy.units());
    double gap = energy == null ? (double) length * outOf : energy.gap(length, outOf);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kwh", energy == null ? null : (Object) (Math.round(energy.wattHours()) / 1_000.0));
    json.put("gap_seconds", Math.round(gap));
    json.put(
        "coverage",
        length == 0 ? 0.0 : Math.round(1_000 * (1 - gap / ((double) length * outOf))) / 1_000.0);
    json.put("counter_kwh", counter == null ? null : (Object) (counter / 1_000.0));
    return json;
  }
}
