package io.sunherd.mqtt.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Verdict;
import io.sunherd.mqtt.broker.Arrival;
import io.sunherd.suite.PureTests;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is published where, it gets one final answer or none, and breaks nothing. */
@PureTests
class OrderProperties {
  private static final String[] KEYS = {"value", "id", "by", "confirm", "dry_run", "serial", "x"};

  @Provide
  Arbitrary<byte[]> payloads() {
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    Arbitrary<String> scalar =
        Arbitraries.of(
            "53.0",
            "-0",
            "1e9",
            "1e999",
            "NaN",
            "null",
            "true",
            "\"on\"",
            "\"\\u0000\"",
            "[]",
            "{}",
            "\"a\\ud800b\"",
            "00",
            "\"\"",
            "99999999999999999999999",
            "\"sbu\"");
    Arbitrary<byte[]> objects =
        Arbitraries.maps(Arbitraries.of(KEYS), scalar)
            .ofMaxSize(5)
            .map(
                map -> {
                  StringBuilder text = new StringBuilder("{");
                  map.forEach(
                      (key, value) ->
                          text.append(text.length() > 1 ? "," : "")
                              .append('"')
                              .append(key)
                              .append("\":")
                              .append(value));
                  return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
                });
    Arbitrary<byte[]> texts =
        Arbitraries.strings().ofMaxLength(30).map(text -> text.getBytes(StandardCharsets.UTF_16LE));
    return Arbitraries.oneOf(noise, objects, texts);
  }

  @Provide
  Arbitrary<String> topics() {
    return Arbitraries.oneOf(
        Arbitraries.of(OrderDesk.FLOAT, OrderDesk.BUZZER, OrderDesk.BATTERY),
        Arbitraries.strings()
            .withChars("ab/+#-_. \n\u0000\"{é")
            .ofMaxLength(12)
            .map(odd -> "sunherd/" + odd + "/settings/" + odd + "/set"));
  }

  @Property(tries = 2000, seed = "20261130")
  void oneAnswerForEachOrder(
      @ForAll("topics") String topic,
      @ForAll("payloads") byte[] payload,
      @ForAll boolean isKept,
      @ForAll boolean isRepeated) {
    OrderDesk desk = new OrderDesk(true);
    desk.orders.accept(new Arrival(topic, Buffer.buffer(payload), isKept, 1, isRepeated, 7));
    desk.asked.forEach(asked -> asked.answer().complete(new Verdict(200, Map.of("a", 1))));
    long finals = 0;
    for (OrderDesk.Published published : desk.sent) {
      assertTrue(
          published.topic().matches("sunherd/[^/+#\\p{Cc}]*(/settings/[^/+#\\p{Cc}]*)?/result"),
          published.topic());
      JsonObject json = published.json();
      assertTrue(json.containsKey("id"), json.encode());
      boolean isPending = json.containsKey("pending");
      finals += isPending ? 0 : 1;
      assertTrue(isPending || json.getInteger("status") >= 200, json.encode());
      assertEquals(!isPending && json.getInteger("status") != 200, json.containsKey("error"));
    }
    OrderCounts counts = desk.orders.counts();
    boolean isOrder = payload.length > 0 && counts.ignored() == 0;
    assertEquals(isOrder ? 1 : 0, finals, () -> desk.sent.toString());
    assertTrue(desk.asked.size() <= 1);
    assertTrue(desk.kept.stream().allMatch(one -> isKept && one.payload().length() == 0));
  }
}
