package io.sunherd.mqtt.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.suite.ProcessTests;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ProcessTests
@DisplayName("A trial of a broker")
class TrialTest {
  private final Vertx vertx = Vertx.vertx();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private String trouble(String url, String ca, String cert, String key) throws Exception {
    return String.valueOf(
        Trial.of(
                vertx,
                BrokerRig.at(url, null, null, ca, cert, key),
                "trial",
                Map.of("base/#", 0),
                topic -> true)
            .await(20, TimeUnit.SECONDS)
            .trouble());
  }

  @Test
  @DisplayName("says which keys to look at where a file is no certificate, or no private key")
  void files() throws Exception {
    String garbage = Files.writeString(folder.resolve("garbage.pem"), "garbage\n").toString();
    String empty =
        Files.writeString(
                folder.resolve("empty.pem"),
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
            .toString();
    for (String wrong :
        new String[] {
          trouble("mqtts://127.0.0.1:1", garbage, null, null),
          trouble("mqtts://127.0.0.1:1", empty, null, null),
          trouble("mqtts://127.0.0.1:1", null, empty, garbage)
        }) {
      assertTrue(wrong.startsWith("What tls under mqtt names cannot be used: "), wrong);
    }
  }

  @Test
  @DisplayName("says that who is there closes the connection, where it is reset")
  void reset() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread rude = new Thread(() -> resetOne(server), "rude");
      rude.start();
      String place = "127.0.0.1:" + server.getLocalPort();
      assertEquals(
          place
              + " closes the connection without an answer: look whether a broker is there, and"
              + " whether it is mqtts.",
          trouble("mqtt://" + place, null, null, null));
      rude.join();
    }
  }

  private static void resetOne(ServerSocket server) {
    try (Socket guest = server.accept()) {
      guest.getInputStream().read();
      guest.setSoLinger(true, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
