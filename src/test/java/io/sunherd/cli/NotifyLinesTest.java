package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.notify.Sink;
import io.sunherd.suite.ProcessTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@ProcessTests
@DisplayName("sunherd notify --test")
class NotifyLinesTest {
  private final Sink sink = new Sink();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    sink.close();
  }

  private Run run(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("hub.yaml"), text);
    return Run.of("notify", "--test", "-c", file.toString());
  }

  @Test
  @DisplayName("sends one message to each, and tells the result of each")
  void each() throws Exception {
    sink.answer(
        (request, number) ->
            request.response().setStatusCode(request.path().equals("/no") ? 403 : 200).end());
    String good = "{webhook: '" + sink.url("/yes") + "'}";
    Run run = run("settings: {audit: '" + folder + "/audit.jsonl'}\nnotify:\n  - " + good + "\n");
    assertEquals("webhook 127.0.0.1: sent.\n", run.out());
    assertEquals(0, run.exit(), run.err());
    assertEquals("{\"hub\":\"not-started-yet\",\"alarms\":[],\"test\":true}", sink.next().body());
    run = run("notify:\n  - " + good + "\n  - {ntfy: '" + sink.url("/no") + "'}\n");
    assertEquals(
        "webhook 127.0.0.1: sent.\nntfy 127.0.0.1: not sent: 127.0.0.1 answered 403: check what"
            + " it is to be told by, as a token.\n",
        run.out());
    assertEquals(4, run.exit());
    assertEquals(1, Files.list(folder).count()); // no id is made
  }

  @Test
  @DisplayName("says so where nobody is to be told, and wants --test")
  void nobody() throws Exception {
    Run run = run("inverters: []\n");
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("names nobody to be told"), run.err());
    assertEquals(2, Run.of("notify").exit());
  }
}
