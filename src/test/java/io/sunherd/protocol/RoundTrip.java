package io.sunherd.protocol;

import java.util.Map;

/** Which replies can be written back from their values. */
final class RoundTrip {
  private RoundTrip() {}

  /** The layout that this payload was read with. */
  static Layout layout(Inquiry inquiry, String payload) throws ProtocolException {
    Map<String, Object> values = inquiry.decode(payload);
    return inquiry.layouts().stream()
        .filter(
            layout ->
                layout.separator().splits(payload).stream()
                    .anyMatch(
                        tokens ->
                            layout.misfits(tokens) >= 0 && layout.decode(tokens).equals(values)))
        .findFirst()
        .orElseThrow();
  }

  static boolean isWhole(Layout layout, Map<String, Object> values) {
    return !values.containsKey("extra") && !values.containsKey("unknown");
  }
}
