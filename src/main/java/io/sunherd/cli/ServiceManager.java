package io.sunherd.cli;

import io.sunherd.link.NotifySocket;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies systemd when the hub serves, when it stops, and that it is not stuck, as sd_notify(3)
 * defines. Without a service manager it does nothing.
 */
final class ServiceManager {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

  private final @Nullable NotifySocket socket;

  /** Half of the manager's watchdog time, milliseconds; 0 where it has no watchdog. */
  private final long pulseMillis;

  private ServiceManager(@Nullable NotifySocket socket, long pulseMillis) {
    this.socket = socket;
    this.pulseMillis = pulseMillis;
  }

  /** The service manager that this environment names, if any. */
  static ServiceManager from(Map<String, String> environment) {
    String path = environment.get("NOTIFY_SOCKET");
    if (path == null || path.isEmpty()) {
      return new ServiceManager(null, 0);
    }
    try {
      return new ServiceManager(NotifySocket.to(path), pulse(environment));
    } catch (IOException e) {
      LOG.warn("{}", e.getMessage());
      return new ServiceManager(null, 0);
    }
  }

  private static long pulse(Map<String, String> environment) {
    String process = environment.get("WATCHDOG_PID");
    String micros = environment.get("WATCHDOG_USEC");
    if (micros == null
        || (process != null && !process.equals(Long.toString(ProcessHandle.current().pid())))) {
      return 0;
    }
    try {
      long limit = Long.parseLong(micros);
      return limit <= 0 ? 0 : Math.max(1, TimeUnit.MICROSECONDS.toMillis(limit) / 2);
    } catch (NumberFormatException e) {
      LOG.warn("WATCHDOG_USEC is no number of microseconds: {}. No sign of life is given.", micros);
      return 0;
    }
  }

  /** Notifies that the hub serves. */
  void ready() {
    tell("READY=1");
  }

  /** Notifies that the hub is stopping. */
  void stopping() {
    tell("STOPPING=1");
  }

  /**
   * Notifies the watchdog at half its time, as long as the turns asked for succeed.
   *
   * @param turn asks the event loop for a turn; it succeeds where the loop is not blocked
   */
  void watch(Vertx vertx, Supplier<Future<Void>> turn) {
    if (pulseMillis > 0) {
      vertx.setPeriodic(pulseMillis, timer -> turn.get().onSuccess(answered -> tell("WATCHDOG=1")));
    }
  }

  private void tell(String state) {
    if (socket == null) {
      return;
    }
    try {
      socket.send(state);
    } catch (IOException e) {
      LOG.warn("{}", e.getMessage());
    }
  }
}
