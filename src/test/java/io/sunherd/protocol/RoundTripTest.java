package io.sunherd.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.suite.PureTests;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the encoder writes for the values of a reply reads as those values again. */
@PureTests
class RoundTripTest {

  /**
   * Keys that tell how a reply was spelled, which the encoder does in one way only: raw text, bits
   * without a name, filler, the length of a warning word, and amperes with a fraction.
   */
  private static final Set<String> SPELLING =
      Set.of(
          "raw_fields",
          "raw_status",
          "raw_warnings",
          "bit_count",
          "empty_fields",
          "padding",
          "pv1_input_current",
          "pv_amps");

  /** Replies of which every token has a column; the encoder does not make up the others. */
  static Stream<JsonNode> replies() throws IOException {
    return Vectors.replies()
        .filter(
            frame -> {
              Map<String, Object> values = decoded(frame, Vectors.payload(frame));
              return !values.containsKey("extra") && !values.containsKey("unknown");
            });
  }

  private static Map<String, Object> decoded(JsonNode frame, String payload) {
    try {
      return Vectors.inquiry(frame).decode(payload);
    } catch (ProtocolException e) {
      throw new AssertionError(frame.get("id") + " " + payload + ": " + e.getMessage(), e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  void readsAsItWasWritten(JsonNode frame) {
    String payload = Vectors.payload(frame);
    Map<String, Object> values = decoded(frame, payload);
    String written = layout(frame, payload, values).encode(values);
    Map<String, Object> again = decoded(frame, written);
    assertEquals(meant(values), meant(again), () -> payload + " became " + written);
  }

  private static Map<String, Object> meant(Map<String, Object> values) {
    Map<String, Object> meant = new LinkedHashMap<>(values);
    meant.keySet().removeAll(SPELLING);
    return meant;
  }

  /** The layout that the payload was read with. */
  private static Layout layout(JsonNode frame, String payload, Map<String, Object> values) {
    return Vectors.inquiry(frame).layouts().stream()
        .filter(
            layout ->
                layout.separator().splits(payload).stream()
                    .anyMatch(
                        tokens ->
                            layout.misfits(tokens) >= 0 && layout.decode(tokens).equals(values)))
        .findFirst()
        .orElseThrow();
  }
}
