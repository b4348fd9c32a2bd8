package io.sunherd.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Verdict;
import java.util.List;
import java.util.Map;

/** What tests claim of answers. */
final class Claims {
  private Claims() {}

  /** Claims that these keys have these values, given in turn. */
  static void has(Map<String, ?> actual, Object... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      assertTrue(actual.containsKey(pairs[i].toString()), pairs[i] + " is not in " + actual);
      assertEquals(pairs[i + 1], actual.get(pairs[i].toString()), () -> actual.toString());
    }
  }

  static void isFine(Verdict verdict, Object... pairs) {
    assertEquals(200, verdict.status(), verdict::toString);
    has(verdict.body(), pairs);
  }

  static void failed(int status, String words, Verdict verdict) {
    assertEquals(status, verdict.status(), verdict::toString);
    String error = String.valueOf(verdict.body().get("error"));
    assertTrue(error.contains(words), error);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> rows(Object value) {
    return (List<Map<String, Object>>) value;
  }

  static List<?> list(Object value) {
    return (List<?>) value;
  }

  static Map<String, Object> row(List<Map<String, Object>> rows, String name) {
    return rows.stream().filter(row -> name.equals(row.get("name"))).findFirst().orElseThrow();
  }
}
