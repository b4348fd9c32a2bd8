package io.sunherd.mqtt.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.sunherd.mqtt.Mosquitto;
import io.sunherd.mqtt.Subscriber;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
@DisplayName("The way to a broker")
class BrokerTest {
  @TempDir Path folder;

  private Mosquitto broker;

  @AfterEach
  void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  private static Buffer text(String text) {
    return Buffer.buffer(text);
  }

  @Test
  @DisplayName("publishes again what is kept, and what was not acknowledged, when it is back")
  void back() throws Exception {
    broker = Mosquitto.open(folder);
    try (BrokerRig rig = new BrokerRig(BrokerRig.plain(broker.port()), "base/in")) {
      rig.awaitNow(BrokerRig.WELL);
      rig.doing(
          way -> {
            way.sending().keep("base/a", text("1"));
            way.sending().keep("base/gone", text(""));
          });
      rig.awaitCounts(counts -> counts.acknowledged() == 2);
      broker.kill();
      rig.awaitTold("was lost");
      rig.doing(
          way -> {
            way.sending().keep("base/b", text("2"));
            way.sending().send("base/c", text("3"));
            way.sending().send("base/c", text("4"));
            way.sending().offer("base/d", text("5"));
          });
      rig.awaitTold("Nothing answers at 127.0.0.1:" + broker.port());
      broker.start();
      try (Subscriber ear = new Subscriber(broker.port())) {
        ear.await(0, "base/a", "1");
        ear.await(0, "base/b", "2");
        rig.awaitCounts(counts -> counts.acknowledged() == 6 && counts.waiting() == 0);
        ear.publish("base/in", "hello", false);
        assertEquals(1, rig.await(arrival -> arrival.topic().equals("base/in")).qos());
        assertFalse(ear.newest().containsKey("base/d"), ear.newest().toString());
        assertFalse(ear.newest().containsKey("base/gone"), ear.newest().toString());
      }
      rig.awaitNow(BrokerRig.WELL);
      assertEquals(1, rig.asked(Broker::counts).dropped());
    }
  }

  @Test
  @DisplayName("leaves a last will, and none where it takes leave")
  void will() throws Exception {
    broker = Mosquitto.open(folder);
    try (Subscriber ear = new Subscriber(broker.port())) {
      try (BrokerRig rig = new BrokerRig(BrokerRig.plain(broker.port()))) {
        rig.awaitConnected(1);
        rig.doing(way -> way.sending().keep("base/hub/state", text("online")));
        rig.doing(way -> way.sending().keep("base/hub/state", text("bye")));
        rig.leave();
        ear.await(0, "base/hub/state", "bye");
      }
      int now = ear.now();
      try (BrokerRig rig = new BrokerRig(BrokerRig.plain(broker.port()))) {
        rig.awaitConnected(1);
        assertEquals(List.of(), ear.since(now));
      }
      ear.await(now, "base/hub/state", "offline");
    }
  }

  @Test
  @DisplayName("is told in a sentence where the broker lets nobody in, and is open once it does")
  void password() throws Exception {
    Path passwords = folder.resolve("passwords");
    Process made =
        new ProcessBuilder("mosquitto_passwd", "-b", "-c", passwords.toString(), "hub", "right")
            .start();
    assertEquals(0, made.waitFor());
    broker = new Mosquitto(folder, "allow_anonymous false\npassword_file " + passwords + "\n");
    Path file = Files.writeString(folder.resolve("password"), "wr0ng\n");
    String url = broker.url();
    try (BrokerRig rig =
        new BrokerRig(BrokerRig.at(url, "hub", file.toString(), null, null, null))) {
      String said = rig.awaitTold("does not let the hub in");
      assertTrue(said.contains("check user and password-file under mqtt"), said);
      assertFalse(said.contains("wr0ng"), said);
      Files.writeString(file, "right\n");
      rig.awaitNow(BrokerRig.WELL);
    }
    try (BrokerRig rig =
        new BrokerRig(BrokerRig.at(url, "hub", folder + "/none", null, null, null))) {
      rig.awaitTold("The password file " + folder + "/none cannot be read");
    }
  }

  @Test
  @DisplayName("is encrypted, and only to a broker whose certificate is right")
  void encrypted() throws Exception {
    CertificateAuthority authority = new CertificateAuthority(folder, "own");
    CertificateAuthority other = new CertificateAuthority(folder, "other");
    CertificateAuthority.Issued server = authority.issue("localhost");
    CertificateAuthority.Issued own = authority.issue("hub");
    broker =
        new Mosquitto(
            folder,
            "allow_anonymous true\ncafile "
                + authority.pem
                + "\ncertfile "
                + server.cert()
                + "\nkeyfile "
                + server.key()
                + "\nrequire_certificate true\n");
    String url = "mqtts://localhost:" + broker.port();
    String ca = authority.pem.toString();
    String cert = own.cert().toString();
    String key = own.key().toString();
    try (BrokerRig rig = new BrokerRig(BrokerRig.at(url, null, null, ca, cert, key))) {
      rig.awaitNow(BrokerRig.WELL);
    }
    try (BrokerRig rig =
        new BrokerRig(BrokerRig.at(url, null, null, other.pem.toString(), cert, key))) {
      rig.awaitTold("is of an authority that is not trusted: name the authority's certificate");
    }
    try (BrokerRig rig = new BrokerRig(BrokerRig.at(url, null, null, null, cert, key))) {
      rig.awaitTold("is of an authority that is not trusted");
    }
    try (BrokerRig rig =
        new BrokerRig(
            BrokerRig.at("mqtts://127.0.0.1:" + broker.port(), null, null, ca, cert, key))) {
      rig.awaitTold("does not fit: No subject alternative names matching IP address 127.0.0.1");
    }
    try (BrokerRig rig = new BrokerRig(BrokerRig.at(url, null, null, ca, null, null))) {
      rig.awaitTold("does not take the hub's certificate");
    }
    CertificateAuthority.Issued foreign = other.issue("hub");
    try (BrokerRig rig =
        new BrokerRig(
            BrokerRig.at(
                url, null, null, ca, foreign.cert().toString(), foreign.key().toString()))) {
      rig.awaitTold("does not take the hub's certificate");
    }
    try (BrokerRig rig =
        new BrokerRig(BrokerRig.at(url, null, null, folder + "/none.pem", cert, key))) {
      rig.awaitTold("The file " + folder + "/none.pem cannot be read: check tls under mqtt.");
    }
    try (BrokerRig rig = new BrokerRig(BrokerRig.plain(broker.port()))) {
      rig.awaitTold("closes the connection without an answer");
    }
  }

  @Test
  @DisplayName("still says what the broker does not let it read when it has stood for a while")
  void denied() throws Exception {
    Vertx vertx = Vertx.vertx();
    List<MqttEndpoint> guests = new CopyOnWriteArrayList<>();
    int port = strict(vertx, guests);
    try (BrokerRig rig = new BrokerRig(BrokerRig.plain(port), "base/#")) {
      rig.awaitConnected(1);
      guests.get(0).close();
      rig.awaitConnected(2);
      rig.awaitTold("does not let the hub read base/#");
      rig.awaitNow("does not let");
      rig.pass(6);
      rig.awaitNow("does not let");
      assertFalse(rig.told().contains(BrokerRig.WELL), rig.told().toString());
    } finally {
      vertx.close().await();
    }
  }

  /** A broker that lets nobody read. */
  private static int strict(Vertx vertx, List<MqttEndpoint> guests) throws Exception {
    return MqttServer.create(vertx)
        .endpointHandler(
            guest -> {
              guests.add(guest);
              guest.subscribeHandler(
                  wish -> guest.subscribeAcknowledge(wish.messageId(), List.of(MqttQoS.FAILURE)));
              guest.accept(false);
            })
        .listen(0, "127.0.0.1")
        .await(20, SECONDS)
        .actualPort();
  }

  @Test
  @DisplayName("ends a connection that comes to stand after it has taken leave")
  void late() throws Exception {
    Vertx vertx = Vertx.vertx();
    CompletableFuture<NetSocket> come = new CompletableFuture<>();
    CompletableFuture<Void> gone = new CompletableFuture<>();
    int port =
        vertx
            .createNetServer()
            .connectHandler(
                guest -> {
                  guest.handler(hello -> come.complete(guest));
                  guest.closeHandler(v -> gone.complete(null));
                })
            .listen(0, "127.0.0.1")
            .await(20, SECONDS)
            .actualPort();
    try (BrokerRig rig = new BrokerRig(BrokerRig.plain(port))) {
      NetSocket guest = come.get(20, SECONDS);
      rig.leave();
      guest.write(Buffer.buffer(new byte[] {0x20, 2, 0, 0}));
      gone.get(20, SECONDS);
    } finally {
      vertx.close().await();
    }
  }

  @Test
  @DisplayName("says the last word itself where it takes leave before all is subscribed to")
  void unsettled() throws Exception {
    Vertx vertx = Vertx.vertx();
    List<String> words = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    CompletableFuture<Void> gone = new CompletableFuture<>();
    int port =
        MqttServer.create(vertx)
            .endpointHandler(
                guest -> {
                  guest.subscribeHandler(wish -> asked.complete(null));
                  guest.publishHandler(
                      word ->
                          words.add(
                              word.topicName() + " " + word.payload() + " " + word.isRetain()));
                  guest.disconnectHandler(v -> gone.complete(null));
                  guest.accept(false);
                })
            .listen(0, "127.0.0.1")
            .await(20, SECONDS)
            .actualPort();
    try (BrokerRig rig = new BrokerRig(BrokerRig.plain(port), "base/in")) {
      asked.get(20, SECONDS);
      rig.leave();
      gone.get(20, SECONDS);
      assertEquals(List.of("base/hub/state offline true"), words);
    } finally {
      vertx.close().await();
    }
  }

  @Test
  @DisplayName("says that nobody is there")
  void nobody() throws Exception {
    try (BrokerRig rig =
        new BrokerRig(BrokerRig.at("mqtt://no.such.invalid", null, null, null, null, null))) {
      rig.awaitTold("There is no host no.such.invalid: check url under mqtt.");
    }
  }

  @Test
  @DisplayName("is bounded in memory while nothing passes, and all is right when it does again")
  void stalled() throws Exception {
    broker = Mosquitto.open(folder);
    try (Relay relay = new Relay(broker.port());
        Subscriber ear = new Subscriber(broker.port(), new MqttClientOptions(), "base/#");
        BrokerRig rig = new BrokerRig(BrokerRig.plain(relay.port()), "base/in")) {
      rig.awaitNow(BrokerRig.WELL);
      relay.hold();
      Buffer large = Buffer.buffer("x".repeat(1_000));
      for (int round = 0; round < 100; round++) {
        String end = " " + round;
        rig.doing(
            way -> {
              for (int i = 0; i < 200; i++) {
                way.sending().offer("base/reading/" + i, large.copy().appendString(end));
                way.sending().keep("base/kept/" + i, large.copy().appendString(end));
                way.sending().send("base/sent/" + i % 7, large.copy().appendString(end));
              }
            });
        Counts now = rig.asked(Broker::counts);
        assertTrue(now.waiting() <= 200 + 200 + 1_000 + 64, now.toString());
      }
      Counts held = rig.asked(Broker::counts);
      assertTrue(held.replaced() > 0 && held.dropped() > 10_000, held.toString());
      rig.awaitTold("was lost"); // nothing is heard of it for ten seconds
      relay.renew();
      for (int i = 0; i < 200; i++) {
        String topic = "base/kept/" + i;
        ear.await(0, heard -> heard.topic().equals(topic) && heard.payload().endsWith(" 99"));
      }
      rig.awaitCounts(counts -> counts.isConnected() && counts.waiting() == 0);
      for (int i = 0; i < 7; i++) {
        String topic = "base/sent/" + i;
        ear.await(0, heard -> heard.topic().equals(topic) && heard.payload().endsWith(" 99"));
      }
    }
  }

  @Test
  @DisplayName("loses nothing of a thousand messages at once that are to be acknowledged")
  void burst() throws Exception {
    broker = Mosquitto.open(folder);
    try (Subscriber ear = new Subscriber(broker.port());
        BrokerRig rig = new BrokerRig(BrokerRig.plain(broker.port()))) {
      rig.awaitConnected(1);
      rig.doing(
          way -> {
            for (int i = 0; i < 1_000; i++) {
              way.sending().send("base/sent", text("" + i));
              way.sending().offer("base/reading/" + i, text("" + i));
            }
          });
      Counts now = rig.awaitCounts(counts -> counts.acknowledged() == 1_000);
      assertEquals(0, now.dropped());
      ear.await(0, "base/reading/999", "999");
      ear.await(0, "base/sent", "999");
      List<String> sent =
          ear.since(0).stream()
              .filter(heard -> heard.topic().equals("base/sent"))
              .map(Subscriber.Heard::payload)
              .toList();
      assertEquals(1_000, sent.size());
      for (int i = 0; i < 1_000; i++) {
        assertEquals("" + i, sent.get(i));
      }
    }
  }

  @Test
  @DisplayName("is not hammered by two that have the same id, and that is told")
  void twins() throws Exception {
    broker = Mosquitto.open(folder);
    try (Relay relay = new Relay(broker.port());
        BrokerRig one = BrokerRig.called("same", relay.port())) {
      one.awaitNow(BrokerRig.WELL);
      try (BrokerRig two = BrokerRig.called("same", relay.port())) {
        two.awaitConnected(3);
        one.awaitTold("was lost");
        two.awaitTold("was lost");
      }
      one.awaitNow(BrokerRig.WELL);
      assertTrue(relay.opened() < 20, "" + relay.opened());
    }
  }

  @Test
  @DisplayName("says that somebody keeps a message there that is too large to be read")
  void large() throws Exception {
    broker = Mosquitto.open(folder);
    try (Subscriber ear = new Subscriber(broker.port(), new MqttClientOptions(), "none")) {
      ear.publish("base/in", "x".repeat(5 * 1024 * 1024), true);
      try (BrokerRig rig = new BrokerRig(BrokerRig.plain(broker.port()), "base/in")) {
        rig.awaitTold("larger than 4 MB");
        ear.publish("base/in", "", true);
        rig.awaitNow(BrokerRig.WELL);
      }
    }
  }

  @Test
  @DisplayName("does without a topic where somebody keeps one that is too large, until it is gone")
  void tooLarge() throws Exception {
    broker = Mosquitto.open(folder);
    try (Subscriber ear = new Subscriber(broker.port(), new MqttClientOptions(), "base/kept")) {
      ear.publish("base/any/set", "x".repeat(5 * 1024 * 1024), true);
      try (BrokerRig rig = BrokerRig.open(BrokerRig.plain(broker.port()), "base/+/set")) {
        rig.awaitNow("until then no orders are taken");
        rig.doing(way -> way.sending().keep("base/kept", text("told")));
        ear.await(0, "base/kept", "told");
        ear.publish("base/any/set", "", true);
        rig.awaitNow(BrokerRig.WELL);
        ear.publish("base/any/set", "order", false);
        rig.await(arrival -> arrival.payload().toString().equals("order"));
        assertEquals(1, rig.asked(Broker::counts).connections(), "the one without it went on");
      }
    }
  }

  @Test
  @DisplayName("keeps its last will where the last word does not arrive")
  void farewell() throws Exception {
    broker = Mosquitto.open(folder);
    try (Subscriber ear = new Subscriber(broker.port())) {
      try (BrokerRig rig = new BrokerRig(BrokerRig.plain(broker.port()))) {
        rig.awaitNow(BrokerRig.WELL);
        broker.signal("STOP");
        rig.doing(
            way -> {
              for (int i = 0; i < 100; i++) { // more than may be on their way
                way.sending().keep("base/kept/" + i, text("" + i));
              }
              way.sending().keep("base/hub/state", text("bye"));
            });
        rig.leave();
      }
      broker.signal("CONT");
      ear.await(0, "base/hub/state", "offline");
    }
  }
}
