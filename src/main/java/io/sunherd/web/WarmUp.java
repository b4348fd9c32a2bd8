package io.sunherd.web;

import io.prometheus.metrics.model.snapshots.Labels;
import io.sunherd.access.PasswordCache;
import io.sunherd.access.Role;
import io.sunherd.access.Sessions;
import io.sunherd.access.Throttle;
import io.sunherd.access.User;
import io.sunherd.protocol.Dialects;
import io.sunherd.request.StrictJson;
import io.sunherd.web.metrics.Families;
import io.sunherd.web.metrics.MetricsHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.util.Map;

/**
 * Loads in advance, off the event loop, the classes that the first request of each kind would load
 * there while all others wait. To be run when the hub is ready, so as not to slow its start.
 */
final class WarmUp {
  private static final User NOBODY = new User("nobody", Role.VIEWER);
  private static final String HERE = "127.0.0.1";

  private WarmUp() {}

  /** Blocks. */
  static Buffer run() {
    Object body = StrictJson.read(Buffer.buffer("{\"value\": 53.0, \"list\": [\"a\", 1]}"));
    PasswordCache passwords = new PasswordCache(System::nanoTime);
    passwords.add(passwords.label(NOBODY.name(), "", HERE), NOBODY);
    Throttle throttle = new Throttle(System::nanoTime);
    throttle.attempt(NOBODY.name(), HERE);
    Sessions sessions = new Sessions(System::nanoTime);
    sessions.close(sessions.open(NOBODY, ""));
    Families families = new Families();
    families.gauge("warm", "Nothing.", 0, Labels.EMPTY);
    MetricsHandler.text(families.snapshots());
    return Json.encodeToBuffer(Map.of("of", Dialects.common().names(), "body", body));
  }
}
