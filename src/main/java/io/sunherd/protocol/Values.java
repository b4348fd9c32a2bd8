package io.sunherd.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of one reply while they are being decoded, in the order of the table.
 *
 * <p>A value that cannot be read is null and its raw token is kept under {@code unknown}; tokens
 * beyond the last known field are kept under {@code extra}. What was worked out of other values is
 * named under {@code calculated}.
 */
final class Values {
  private final Map<String, @Nullable Object> known = new LinkedHashMap<>();
  private final List<String> calculated = new ArrayList<>();
  private @Nullable Map<String, Object> unknown;

  void put(String key, @Nullable Object value) {
    known.put(key, value);
  }

  /** A value that the inverter did not send, but that follows from those it did. */
  void calculated(String key, Object value) {
    known.put(key, value);
    calculated.add(key);
  }

  /** A value read so far, or null. */
  @Nullable Object get(String key) {
    return known.get(key);
  }

  /** A token that the field cannot be read from. */
  void unreadable(String key, Object raw) {
    known.put(key, null);
    unknown(key, raw);
  }

  /** Something the table does not know, shown as it came. */
  void unknown(String key, Object raw) {
    if (unknown == null) {
      unknown = new LinkedHashMap<>();
    }
    unknown.put(key, raw);
  }

  Map<String, @Nullable Object> finish(List<String> extra) {
    if (!calculated.isEmpty()) {
      known.put("calculated", List.copyOf(calculated));
    }
    if (!extra.isEmpty()) {
      known.put("extra", List.copyOf(new ArrayList<>(extra)));
    }
    if (unknown != null) {
      known.put("unknown", Collections.unmodifiableMap(unknown));
    }
    return Collections.unmodifiableMap(known);
  }

  /** Whether a token says that there is no value: nothing, NA, or dashes. */
  static boolean absent(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c != '-' && c != '.') {
        return token.equals("NA") || token.equals("N/A");
      }
    }
    return true;
  }
}
