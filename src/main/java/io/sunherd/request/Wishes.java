package io.sunherd.request;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Change;
import io.sunherd.bus.Configure;
import io.sunherd.bus.Failure;
import io.sunherd.bus.Look;
import io.sunherd.bus.PushBattery;
import io.sunherd.bus.Restore;
import io.sunherd.bus.ShowAudit;
import io.sunherd.bus.ShowConfig;
import io.sunherd.bus.ShowSettings;
import io.sunherd.bus.Undo;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.alarm.Acknowledge;
import io.sunherd.bus.alarm.ShowAlarms;
import io.sunherd.bus.setup.TakeBack;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;

/**
 * Passes requests to the parts that decide on them, and returns their verdicts. Every failure is a
 * {@link Problem}.
 */
public final class Wishes {
  /**
   * The time-out for one write; long enough for a slow line with the write, its answer, and the
   * read-back.
   */
  private static final Duration ONE = Duration.ofSeconds(30);

  /** The time-out for several writes in a row; shorter than the server's idle time-out. */
  private static final Duration MANY = Duration.ofSeconds(70);

  /** The time-out for a backup, whose files are written and checked. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final String SEE_AUDIT =
      "It may have been sent or not: GET /api/v1/audit tells, do not just repeat it.";

  private final EventBus bus;
  private final Duration one;
  private final Duration many;

  /** Passes requests on over this bus. */
  public Wishes(EventBus bus) {
    this(bus, ONE, MANY);
  }

  /**
   * @param one how long to wait for one write
   * @param many how long to wait for several
   */
  public Wishes(EventBus bus, Duration one, Duration many) {
    this.bus = bus;
    this.one = one;
    this.many = many;
  }

  /** Asks for settings and what they allow. */
  public Future<Verdict> ask(ShowSettings question) {
    Duration patience = question.inverter() == null ? many : one;
    return ask(Addresses.SHOW_SETTINGS, question, patience, "Ask again.");
  }

  /** Asks for entries of the audit log. */
  public Future<Verdict> ask(ShowAudit question) {
    return ask(Addresses.SHOW_AUDIT, question, one, "Ask again.");
  }

  /** Requests a change of a setting. */
  public Future<Verdict> ask(Change wish) {
    Duration patience = wish.inverter() == null ? many : one;
    return ask(Addresses.CHANGE, wish, patience, SEE_AUDIT);
  }

  /** Requests that a change is undone. */
  public Future<Verdict> ask(Undo wish) {
    return ask(Addresses.UNDO, wish, many, SEE_AUDIT);
  }

  /** Requests that saved settings are set again. */
  public Future<Verdict> ask(Restore wish) {
    return ask(Addresses.RESTORE, wish, many, SEE_AUDIT);
  }

  /** Asks for the configuration. */
  public Future<Verdict> ask(ShowConfig question) {
    return ask("configuration", Addresses.SHOW_CONFIG, question, one, "Ask again.");
  }

  /** Requests another configuration. */
  public Future<Verdict> ask(Configure wish) {
    return ask(
        "configuration", Addresses.CONFIGURE, wish, many, "GET /api/v1/config tells how it is.");
  }

  /** Requests that a backup is taken back. */
  public Future<Verdict> ask(TakeBack wish) {
    return ask(
        "configuration", Addresses.TAKE_BACK, wish, LONG, "GET /api/v1/config tells how it is.");
  }

  /** Asks which inverters there are. */
  public Future<Verdict> ask(Look question) {
    return ask("scan", Addresses.LOOK, question, many, "Ask again.");
  }

  /** Asks for alarms. */
  public Future<Verdict> ask(ShowAlarms question) {
    return ask("alarms", Addresses.SHOW_ALARMS, question, one, "Ask again.");
  }

  /** Requests that an alarm is acknowledged. */
  public Future<Verdict> ask(Acknowledge wish) {
    return ask("alarms", Addresses.ACKNOWLEDGE, wish, one, "GET /api/v1/alarms tells how it is.");
  }

  /** Tells how a battery is. */
  public Future<Verdict> ask(PushBattery wish) {
    return ask("battery", Addresses.PUSH_BATTERY, wish, one, "Send it again.");
  }

  private Future<Verdict> ask(String address, Object wish, Duration patience, String advice) {
    return ask("settings", address, wish, patience, advice);
  }

  private Future<Verdict> ask(
      String whom, String address, Object wish, Duration patience, String advice) {
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(patience.toMillis());
    return bus.<Verdict>request(address, wish, options)
        .map(message -> message.body())
        .recover(failure -> Future.failedFuture(problem(whom, failure, patience, advice)));
  }

  private static Problem problem(String whom, Throwable failure, Duration patience, String advice) {
    int status = Failure.status(failure);
    if (status == Failure.SILENT.code()) {
      return new Problem(
          status,
          "The " + whom + " told no outcome within " + patience.toSeconds() + " s. " + advice);
    }
    if (status == Failure.OFFLINE.code()) {
      return new Problem(
          status,
          "The "
              + whom
              + (whom.endsWith("s") ? " have" : " has")
              + " not started; ask again shortly.");
    }
    return failure instanceof ReplyException reply && status >= 400 && status < 600
        ? new Problem(status, String.valueOf(reply.getMessage()))
        : new Problem(Failure.BUG, "The " + whom + " failed inside the hub: " + failure + ".");
  }
}
