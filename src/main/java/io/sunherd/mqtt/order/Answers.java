package io.sunherd.mqtt.order;

import io.sunherd.bus.Failure;
import io.sunherd.bus.Verdict;
import io.sunherd.request.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is published beside an order. */
final class Answers {
  private static final String CHANGED = "changed";

  private Answers() {}

  /** The order was taken. */
  static Buffer pending(@Nullable String id) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(OrderBody.ID, id);
    json.put("pending", true);
    return Json.encodeToBuffer(json);
  }

  /** What became of it, as HTTP answers it. */
  static Buffer last(@Nullable String id, Verdict verdict) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(OrderBody.ID, id);
    json.put("ok", verdict.status() == 200);
    json.put("status", verdict.status());
    verdict.body().forEach(json::putIfAbsent);
    return Json.encodeToBuffer(json);
  }

  /** The verdict of a request that failed. */
  static Verdict of(Throwable failure) {
    return failure instanceof Problem problem
        ? new Verdict(problem.status(), Map.copyOf(problem.json()))
        : new Verdict(
            Failure.BUG.code(),
            Map.of("error", "This went wrong inside the hub: " + failure + "."));
  }

  /** The answer to an order that came once more: this time nothing was changed. */
  static Verdict again(Verdict verdict) {
    Map<String, @Nullable Object> body = unchanged(verdict.body());
    body.put(CHANGED, false);
    body.put("repeated", true);
    return new Verdict(verdict.status(), body);
  }

  private static Map<String, @Nullable Object> unchanged(Map<?, ?> body) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    body.forEach(
        (key, value) ->
            copy.put(
                String.valueOf(key),
                key.equals(CHANGED)
                    ? (Object) false
                    : value instanceof Map<?, ?> inner ? unchanged(inner) : value));
    return copy;
  }
}
