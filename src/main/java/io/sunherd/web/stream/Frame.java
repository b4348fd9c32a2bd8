package io.sunherd.web.stream;

import io.vertx.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of the stream, encoded once, when the first client takes it. */
final class Frame {
  private final Map<String, @Nullable Object> json;
  private final @Nullable String topic;
  private @Nullable String text;

  /**
   * @param topic a newer frame of the same topic replaces this one; null for one that must never be
   *     left out
   */
  private Frame(@Nullable String topic, Map<String, @Nullable Object> json) {
    this.topic = topic;
    this.json = json;
  }

  /** A frame that a newer one of its topic may replace. */
  static Frame replaceable(
      String topic, String type, long seq, Map<String, ? extends @Nullable Object> content) {
    return new Frame(topic, json(type, seq, content));
  }

  /** A frame that must reach every client that wants it. */
  static Frame lasting(String type, long seq, Map<String, ? extends @Nullable Object> content) {
    return new Frame(null, json(type, seq, content));
  }

  /** An answer to one client; it has no sequence number. */
  static Frame answer(String type, Map<String, ? extends @Nullable Object> content) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", type);
    json.putAll(content);
    return new Frame(null, json);
  }

  private static Map<String, @Nullable Object> json(
      String type, long seq, Map<String, ? extends @Nullable Object> content) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", type);
    json.put("seq", seq);
    json.putAll(content);
    return json;
  }

  @Nullable String topic() {
    return topic;
  }

  String text() {
    String known = text;
    if (known == null) {
      known = Json.encode(json);
      text = known;
    }
    return known;
  }
}
