package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a request to the settings or the configuration.
 *
 * @param status 200, or the HTTP status of the failure
 * @param body the answer; of a failure, its {@code error} is one sentence
 */
public record Verdict(int status, Map<String, @Nullable Object> body) {
  public Verdict {
    body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }
}
