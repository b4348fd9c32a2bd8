package io.sunherd.mqtt.order;

import io.sunherd.request.Problem;
import io.sunherd.request.StrictJson;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message says: a JSON object, or a plain value, which is the same as an object with only
 * that.
 *
 * @param id the sender's name for this order, or null
 * @param values what it says besides
 */
record OrderBody(@Nullable String id, StrictJson values) {
  static final String ID = "id";
  static final String BY = "by";
  static final String VALUE = "value";

  /** The most bytes of a message; what is longer is not read. */
  static final int MOST_BYTES = 4_096;

  private static final int LONGEST_VALUE = 100;
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_NAME = 64;
  private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}");

  /**
   * Reads a message.
   *
   * @throws Problem where it cannot be read; who sent it is then unknown
   */
  static OrderBody of(Buffer payload) {
    if (payload.length() > MOST_BYTES) {
      throw new Problem(
          413, "A message is at most " + MOST_BYTES + " bytes; this one is not read.");
    }
    String text = text(payload).strip();
    if (!text.startsWith("{")) {
      if (text.length() > LONGEST_VALUE) {
        throw bad("A plain value is at most " + LONGEST_VALUE + " characters.");
      }
      return new OrderBody(null, new StrictJson(Map.of(VALUE, text)));
    }
    Map<String, @Nullable Object> values = StrictJson.read(payload);
    Object id = values.remove(ID);
    if (id == null || (id instanceof String word && isName(word))) {
      return new OrderBody((String) id, new StrictJson(values));
    }
    throw bad("\"id\" must be a text of 1 to " + LONGEST_ID + " printable characters.");
  }

  private static String text(Buffer payload) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(payload.getBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw bad("The message is not UTF-8.");
    }
  }

  private static boolean isName(String word) {
    return !word.isEmpty() && word.length() <= LONGEST_ID && !UNPRINTABLE.matcher(word).find();
  }

  /** The same with another value. */
  OrderBody with(Object value) {
    Map<String, @Nullable Object> others = new LinkedHashMap<>(values.values());
    others.put(VALUE, value);
    return new OrderBody(id, new StrictJson(others));
  }

  /** Who the sender says it is, made fit to be kept; null where it does not say. */
  @Nullable String by() {
    String by = values.text(BY);
    if (by == null) {
      return null;
    }
    String clean = UNPRINTABLE.matcher(by).replaceAll("").strip();
    int end = Math.min(LONGEST_NAME, clean.codePointCount(0, clean.length()));
    return clean.isEmpty() ? null : clean.substring(0, clean.offsetByCodePoints(0, end));
  }

  private static Problem bad(String sentence) {
    return new Problem(400, sentence);
  }
}
