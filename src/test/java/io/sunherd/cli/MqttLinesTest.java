package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.mqtt.Mosquitto;
import io.sunherd.mqtt.Subscriber;
import io.sunherd.suite.ProcessTests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ProcessTests
@DisplayName("sunherd mqtt --check")
class MqttLinesTest {
  @TempDir private Path folder;

  private Run run(String mqtt) throws IOException {
    String text =
        "settings: {audit: '"
            + folder
            + "/data/audit.jsonl'}\nmqtt: {"
            + mqtt
            + "}\ninverters: [{id: roof-1, device: 'sim:max-8000'}]\n";
    Path file = Files.writeString(folder.resolve("hub.yaml"), text);
    return Run.of("mqtt", "--check", "-c", file.toString());
  }

  @Test
  @DisplayName("tells what the hub would do, and publishes nothing")
  void fine() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        Subscriber ear = new Subscriber(broker.port())) {
      Run run = run("url: '" + broker.url() + "', writes: true");
      assertEquals(0, run.exit(), run.err());
      for (String words :
          new String[] {
            "sunherd/hub/state",
            "sunherd/roof-1/status",
            "homeassistant/device/sunherd_SERIAL/config",
            "sunherd/+/settings/+/set",
            "connected to 127.0.0.1:" + broker.port() + ", not encrypted, without a user",
            "no hub is online on the base sunherd"
          }) {
        assertTrue(run.out().contains(words), words + " is not in " + run.out());
      }
      ear.publish("end", "1", false);
      ear.await(0, "end");
      assertEquals(1, ear.now(), "the check has published something");
      assertFalse(Files.exists(folder.resolve("data")), "no id is made");
    }
  }

  @Test
  @DisplayName("tells of another hub on the base, and knows its own")
  void another() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder);
        Subscriber ear = new Subscriber(broker.port())) {
      ear.publish("sunherd/hub/info", "{\"hub\":\"0123456789ab\"}", true);
      ear.publish("sunherd/hub/state", "online", true);
      Run run = run("url: '" + broker.url() + "'");
      assertEquals(5, run.exit());
      assertTrue(run.err().contains("Another hub, 0123456789ab, is online"), run.err());
      assertEquals(0, run("url: '" + broker.url() + "', base: other").exit());
      Files.createDirectories(folder.resolve("data"));
      Files.writeString(folder.resolve("data/hub-id"), "0123456789ab\n");
      run = run("url: '" + broker.url() + "'");
      assertEquals(0, run.exit(), run.err());
      assertTrue(run.out().contains("this hub is online"), run.out());
      ear.publish("sunherd/hub/state", "offline", true);
      assertEquals(0, run("url: '" + broker.url() + "'").exit());
    }
  }

  @Test
  @DisplayName("tells in one sentence why there is no connection")
  void noConnection() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Run run = run("url: 'mqtt://127.0.0.1:" + free + "'");
    assertEquals(4, run.exit());
    assertTrue(run.err().contains("Nothing answers at 127.0.0.1:" + free), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    run = run("url: 'mqtt://127.0.0.1:" + free + "', user: me, password-file: '/none/there'");
    assertEquals(4, run.exit());
    assertTrue(run.err().contains("/none/there cannot be read"), run.err());
  }

  @Test
  @DisplayName("tells of wrong credentials, and never shows them")
  void credentials() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "not-the-right-one\n");
    try (Mosquitto broker = new Mosquitto(folder, "allow_anonymous false\n")) {
      Run run = run("url: '" + broker.url() + "', user: solar, password-file: '" + secret + "'");
      assertEquals(4, run.exit());
      assertTrue(run.err().contains("does not let the hub in"), run.err());
      assertFalse((run.out() + run.err()).contains("not-the-right-one"));
    }
  }

  @Test
  @DisplayName("tells of a broker that speaks no TLS at this port")
  void noTls() throws Exception {
    try (Mosquitto broker = Mosquitto.open(folder)) {
      Run run = run("url: '" + broker.url().replace("mqtt:", "mqtts:") + "'");
      assertEquals(4, run.exit());
      assertEquals(1, run.err().lines().count(), run.err());
      assertTrue(run.err().contains("127.0.0.1:" + broker.port()), run.err());
    }
  }

  @Test
  @DisplayName("wants --check, and a broker")
  void usage() throws Exception {
    assertEquals(2, Run.of("mqtt").exit());
    Run run = run("writes: true");
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("names no broker"), run.err());
    assertTrue(Run.of("mqtt", "--help").out().contains("publishes nothing"));
  }
}
