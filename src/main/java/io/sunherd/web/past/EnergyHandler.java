package io.sunherd.web.past;

import io.sunherd.bus.Failure;
import io.sunherd.extract.Periods;
import io.sunherd.history.energy.Period;
import io.sunherd.request.Problem;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.Newest;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * GET /api/v1/energy: kWh per hour, day, month or year, and the time they cover. Periods are sent
 * as they are added up.
 */
public final class EnergyHandler implements Handler<RoutingContext> {
  private final Vertx vertx;
  private final Newest newest;
  private final Extracts extracts;
  private final Clock clock;

  /**
   * @param clock the present time and the local time zone
   */
  public EnergyHandler(Vertx vertx, Newest newest, Extracts extracts, Clock clock) {
    this.vertx = vertx;
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
    Periods periods =
        new Periods(
            span.from(),
            span.to(),
            by,
            clock.getZone(),
            clock.instant().getEpochSecond(),
            newest.grid());
    Respond.describeJson(context.response());
    Streaming.send(
        context,
        vertx.getOrCreateContext(),
        extracts,
        archive -> {
          wanted.check(archive);
          check(periods);
        },
        (archive, ink) -> archive.energy(wanted.only(), periods, ink));
  }

  private static void check(Periods periods) {
    try {
      periods.requireFew();
    } catch (IllegalArgumentException e) {
      throw new Problem(Failure.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
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
}
