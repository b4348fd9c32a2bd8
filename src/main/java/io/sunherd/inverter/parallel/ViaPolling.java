package io.sunherd.inverter.parallel;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Reading;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a unit through its neighbours for as long as that is needed: asks one of them, changes to
 * another where that fails, and polls at once where a new way appears. For one context.
 */
public final class ViaPolling {
  private static final Logger LOG = LoggerFactory.getLogger(ViaPolling.class);

  /**
   * The default interval: a reply takes 0.6 s of a line at 2400 baud, which serves its own unit
   * first.
   */
  private static final Duration USUAL = Duration.ofSeconds(5);

  private static final Duration FOR_EACH = Duration.ofSeconds(2);
  private static final long NO_TIMER = -1;

  private final String id;
  private final @Nullable Duration every;
  private final Neighbours neighbours;
  private final Supplier<List<Via>> ways;
  private final Shown shown;
  private final ViaInquiry inquiry;
  private @Nullable Vertx vertx;
  private @Nullable Via way;
  private boolean looking;
  private long timer = NO_TIMER;

  /** Takes the results. */
  public interface Shown {
    /** The unit was seen; its reading is published under its own id after this call. */
    void seen(ViaInquiry.Seen how);

    /** No way leads to the unit now; the failure's message is one sentence. */
    void lost(Throwable why);
  }

  /**
   * Polls nothing yet.
   *
   * @param id the inverter that is to be shown
   * @param every the poll interval; null to adapt it to the load of the neighbours
   * @param ways the present ways, the better ones first
   */
  public ViaPolling(
      String id,
      @Nullable Duration every,
      Neighbours neighbours,
      Supplier<List<Via>> ways,
      Shown shown) {
    this.id = id;
    this.every = every;
    this.neighbours = neighbours;
    this.ways = ways;
    this.shown = shown;
    this.inquiry = new ViaInquiry(neighbours::disproved);
  }

  /** Starts polling. */
  public void begin(Vertx around) {
    if (vertx == null) {
      vertx = around;
      poll();
    }
  }

  /** Stops polling; an answer still on its way is not published. */
  public void end() {
    if (vertx != null) {
      vertx.cancelTimer(timer);
      vertx = null;
      way = null;
    }
  }

  /** A message came that may have opened or closed a way. */
  public void heard() {
    if (way == null || !neighbours.leads(way.via())) {
      poll();
    }
  }

  /** Whether a command can be answered through neighbours. */
  public boolean answers(String command) {
    return command.equals(ParallelNames.COMMAND) || (way != null && command.equals(way.code()));
  }

  private void poll() {
    Vertx around = vertx;
    if (around == null || looking) {
      return;
    }
    around.cancelTimer(timer);
    looking = true;
    look(around, pauseMs() / 2)
        .onComplete(
            result -> {
              looking = false;
              if (vertx != null) {
                timer = vertx.setTimer(Math.max(1, pauseMs()), id -> poll());
              }
            });
  }

  /** Polls now, unless a reading of at most that age is there. */
  public Future<Reading> look(Vertx around, long maxAgeMs) {
    return inquiry
        .look(around.eventBus(), ways.get(), maxAgeMs)
        .map(this::seen)
        .onFailure(this::lost);
  }

  private Reading seen(ViaInquiry.Seen seen) {
    Reading own = ParallelNames.own(id, seen.reading(), pauseMs());
    Vertx around = vertx;
    if (around != null) {
      way = seen.way();
      shown.seen(seen);
      around.eventBus().publish(Addresses.READINGS, own);
      ParallelNames.further(neighbours.dialect(way.via()), way.code())
          .ifPresent(code -> further(around, seen, code));
    }
    return own;
  }

  /**
   * Polls the further values; a refusal or a lost reply is ignored, as the unit can do without
   * them.
   */
  private void further(Vertx around, ViaInquiry.Seen seen, String code) {
    inquiry
        .further(around.eventBus(), seen, code, pauseMs() / 2)
        .onSuccess(
            reading -> {
              if (vertx != null) {
                Reading more = ParallelNames.further(id, reading, pauseMs());
                around.eventBus().publish(Addresses.READINGS, more);
              }
            })
        .onFailure(e -> LOG.debug("{}: {} tells nothing more of it: {}", id, code, e.getMessage()));
  }

  private void lost(Throwable why) {
    if (vertx != null) {
      way = null;
      shown.lost(why);
    }
  }

  private long pauseMs() {
    if (every != null) {
      return every.toMillis();
    }
    int others = way == null ? 0 : neighbours.burden(way.via());
    return Math.max(USUAL.toMillis(), FOR_EACH.toMillis() * (others + 1));
  }
}
