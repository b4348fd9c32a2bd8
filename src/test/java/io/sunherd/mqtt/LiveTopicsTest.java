package io.sunherd.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.mqtt.broker.Outlet;
import io.sunherd.suite.PureTests;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
@DisplayName("What is told as it comes")
class LiveTopicsTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> told = new ArrayList<>();
  private final LiveTopics live = new LiveTopics(vertx, new Told(), Duration.ofHours(1), () -> 0L);

  private final class Told implements Outlet {
    @Override
    public void keep(String topic, Buffer payload) {}

    @Override
    public void send(String topic, Buffer payload) {}

    @Override
    public void offer(String topic, Buffer payload) {
      told.add(topic);
    }
  }

  @AfterEach
  void end() {
    vertx.close().await();
  }

  private void tell(String... topics) {
    for (String topic : topics) {
      live.tell(topic, 1_000, () -> Buffer.buffer("x"));
    }
  }

  @Test
  @DisplayName("is forgotten by its whole name: nothing else that begins so")
  void whole() {
    tell("base/battery", "base/battery/status", "base/battery-2/status", "base/a/status_2");
    tell("base/a/status");
    told.clear();
    live.forget("base/battery");
    live.forget("base/a/status");
    live.repeat();
    assertEquals(
        Set.of("base/battery/status", "base/battery-2/status", "base/a/status_2"),
        Set.copyOf(told));
  }

  @Test
  @DisplayName("is forgotten with all that lies below, where a unit leaves")
  void below() {
    tell("base/a/status", "base/a/warnings", "base/ab/status");
    told.clear();
    live.forgetBelow("base/a/");
    live.repeat();
    assertEquals(List.of("base/ab/status"), told);
  }
}
