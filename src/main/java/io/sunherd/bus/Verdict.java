package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a wish to the settings.
 *
 * @param status 200, or what went wrong in the numbers of HTTP
 * @param body what to tell whoever asked; where it went wrong its {@code error} is one sentence
 */
public record Verdict(int status, Map<String, @Nullable Object> body) {
  public Verdict {
    body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }
}
