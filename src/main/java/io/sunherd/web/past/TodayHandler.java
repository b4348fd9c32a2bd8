package io.sunherd.web.past;

import io.sunherd.history.rows.RowSource;
import io.sunherd.web.http.Respond;
import io.sunherd.web.live.Newest;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * GET /api/v1/today: what today has brought so far. However many ask at the same time, the history
 * is asked once, and at most once a second for each inverter.
 */
public final class TodayHandler implements Handler<RoutingContext> {
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Newest newest;
  private final Extracts extracts;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Map<String, Answer> answers = new HashMap<>();

  /** An answer that is there or on its way, and when it was asked for. */
  private record Answer(Future<Map<String, @Nullable Object>> json, long atNanos) {}

  /**
   * @param extracts for {@linkplain Extracts#brief short questions}
   * @param clock the present time and the local time zone
   * @param nanos the monotonic clock
   */
  public TodayHandler(Newest newest, Extracts extracts, Clock clock, LongSupplier nanos) {
    this.newest = newest;
    this.extracts = extracts;
    this.clock = clock;
    this.nanos = nanos;
  }

  @Override
  public void handle(RoutingContext context) {
    String asked = context.queryParams().get("inverter");
    Wanted wanted = Wanted.one(asked == null ? RowSource.SYSTEM : asked, newest);
    answer(wanted).onSuccess(json -> Respond.json(context, 200, json)).onFailure(context::fail);
  }

  private Future<Map<String, @Nullable Object>> answer(Wanted wanted) {
    long now = nanos.getAsLong();
    answers
        .values()
        .removeIf(answer -> now - answer.atNanos > KEPT_NANOS && answer.json.isComplete());
    Answer known = answers.get(wanted.only());
    if (known != null) {
      return known.json;
    }
    long second = clock.instant().getEpochSecond();
    ZoneId zone = clock.getZone();
    Future<Map<String, @Nullable Object>> json =
        extracts
            .ask(
                archive -> {
                  wanted.check(archive);
                  return archive.today(wanted.only(), second, zone);
                })
            .map(
                today ->
                    new TodayText(today, second, zone, mayFeed(wanted.only())).json(newest.grid()));
    if (wanted.unknown() == null) {
      answers.put(wanted.only(), new Answer(json, now));
    }
    return json;
  }

  private boolean mayFeed(String inverter) {
    return newest.units().stream()
        .filter(unit -> inverter.equals(RowSource.SYSTEM) || inverter.equals(unit.id()))
        .anyMatch(FeedIn::isPossible);
  }
}
