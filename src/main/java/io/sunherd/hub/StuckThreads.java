package io.sunherd.hub;

import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs threads that are blocked: once, in one line with the name of their part, and once more when
 * they are free. By itself Vert.x logs each of them every second, with its stack.
 */
final class StuckThreads {
  private static final Logger LOG = LoggerFactory.getLogger(StuckThreads.class);

  /** Vert.x checks every second; a thread not reported for longer than this is free. */
  private static final Duration USUAL_PATIENCE = Duration.ofMillis(2_500);

  private static final String VERTX = "vert.x-";
  private static final Pattern NUMBERED = Pattern.compile("(.+)-\\d+");
  private static final String OWN = "io.sunherd.";

  private final LongSupplier nanos;
  private final Duration patience;
  private final Consumer<String> log;
  private final Map<Thread, Stuck> stuck = new ConcurrentHashMap<>();

  /** A blocked thread: since when, and when it was last reported. */
  private record Stuck(long since, long seen) {}

  /**
   * @param nanos a monotonic clock
   * @param patience how long after its last report a thread still counts as blocked
   * @param log takes the lines
   */
  StuckThreads(LongSupplier nanos, Duration patience, Consumer<String> log) {
    this.nanos = nanos;
    this.patience = patience;
    this.log = log;
  }

  /** From now on logs the blocked threads of this Vert.x, in place of its own log lines. */
  static void watch(Vertx vertx) {
    watch(vertx, new StuckThreads(System::nanoTime, USUAL_PATIENCE, LOG::warn));
  }

  static void watch(Vertx vertx, StuckThreads threads) {
    ((VertxInternal) vertx)
        .blockedThreadChecker()
        .setThreadBlockedHandler(
            event -> threads.seen(event.thread(), Duration.ofNanos(event.duration())));
    vertx.setPeriodic(threads.patience.toMillis(), timer -> threads.free());
  }

  /** Vert.x reports a thread that has been blocked for so long. */
  void seen(Thread thread, Duration so) {
    long now = nanos.getAsLong();
    long since = now - so.toNanos();
    Stuck known = stuck.put(thread, new Stuck(since, now));
    if (known == null || since - known.seen() > 0) {
      log.accept(
          part(thread)
              + " has been at one thing for "
              + so.toSeconds()
              + " s"
              + place(thread.getStackTrace())
              + "; what else it has to do waits.");
    }
  }

  /** Logs the threads that are no longer reported, and so are free. */
  void free() {
    long now = nanos.getAsLong();
    stuck.forEach(
        (thread, known) -> {
          if (now - known.seen() > patience.toNanos() && stuck.remove(thread, known)) {
            Duration took = Duration.ofNanos(known.seen() - known.since());
            log.accept(part(thread) + " goes on; that took " + took.toSeconds() + " s or more.");
          }
        });
  }

  /** The part of a thread: its name is that of the part, with a number. */
  private static String part(Thread thread) {
    String name = thread.getName();
    Matcher numbered = NUMBERED.matcher(name);
    return !name.startsWith(VERTX) && numbered.matches() ? numbered.group(1) : name;
  }

  /** The frame where the thread is blocked, and the first frame of the hub that called it. */
  private static String place(StackTraceElement[] stack) {
    if (stack.length == 0) {
      return "";
    }
    String inner = call(stack[0]);
    for (StackTraceElement call : stack) {
      if (call.getClassName().startsWith(OWN)) {
        String own = call(call);
        return " (in " + (own.equals(inner) ? own : inner + ", called by " + own) + ")";
      }
    }
    return " (in " + inner + ")";
  }

  private static String call(StackTraceElement call) {
    return call.getClassName() + "." + call.getMethodName();
  }
}
