package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.notify.Sink;
import io.sunherd.suite.ProcessTests;
import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole hub that tells of its alarms, and tells no secret of whom it tells. */
@Timeout(180)
@ProcessTests
@DisplayName("A hub that tells people")
class NotifiedTest {
  private static final String SECRET = "s3cret-t0ken";

  @TempDir private Path folder;

  private String config(Sink sink, String more) {
    String user = sink.url("/" + SECRET).replace("http://", "http://ann:" + SECRET + "@");
    return "inverters: [{id: roof-1, device: 'sim:parallel-1'}]\nhistory: {url: 'jdbc:sqlite:"
        + folder.resolve("history.db")
        + "'}\nnotify:\n  - {webhook: '"
        + user
        + "?"
        + SECRET
        + "', delay: 0s, kinds: [config_refused], headers: {X-Token: "
        + SECRET
        + "}, body: '"
        + SECRET
        + " {state} {hub}'}\n"
        + more;
  }

  @Test
  @DisplayName("does so at once as its file says, over a restart, too, and keeps what is secret")
  void whole() throws Exception {
    Map<String, String> environment = new TreeMap<>();
    environment.put("SUNHERD_LOG", "TRACE");
    environment.put("SUNHERD_ACCESS_USERS", folder.resolve("users").toString());
    environment.put("SUNHERD_SETTINGS_AUDIT", folder.resolve("audit.jsonl").toString());
    Path file = folder.resolve("hub.yaml");
    try (Sink sink = new Sink();
        Sink pulse = new Sink()) {
      String beat = "heartbeat: {url: '" + pulse.url("/" + SECRET) + "', every: 1s}\n";
      Files.writeString(file, config(sink, ""));
      String hub;
      try (HubProcess running =
          new HubProcess(Run.process("serve", "-c", file.toString()), environment)) {
        running.await(Pattern.compile("roof-1: online"));
        Files.writeString(file, config(sink, beat)); // while it runs
        assertEquals("GET", pulse.next().method());
        Files.writeString(file, config(sink, "notify: []\n")); // twice
        String[] raised = sink.next().body().split(" ");
        assertEquals(SECRET + " raised", raised[0] + " " + raised[1]);
        hub = raised[2];
        assertTrue(hub.matches("[0-9a-f]{12}"), hub);
        running.await(Pattern.compile("Told webhook 127.0.0.1"));
        String told = running.get("/health/ready").body();
        String metrics = "";
        while (!metrics.contains("sunherd_notify_sent_total{target=\"webhook 127.0.0.1\"} 1")) {
          Respite.take();
          metrics = running.get("/metrics").body();
        }
        told += metrics;
        assertEquals(
            "ok",
            new JsonObject(running.get("/health/ready").body())
                .getJsonObject("notify")
                .getString("webhook 127.0.0.1"));
        told += running.get("/api/v1/config").body();
        running.end();
        String said = told + running.said();
        assertFalse(said.contains(SECRET), said);
      }
      Files.writeString(file, config(sink, beat));
      try (HubProcess again =
          new HubProcess(Run.process("serve", "-c", file.toString()), environment)) {
        assertEquals(SECRET + " over " + hub, sink.next().body());
        again.await(Pattern.compile("Told webhook 127.0.0.1"));
        assertEquals(0, sink.left());
        again.end();
        assertFalse(again.said().contains(SECRET), again.said());
      }
    }
  }
}
