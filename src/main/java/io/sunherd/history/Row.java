package io.sunherd.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one source was like at one time.
 *
 * @param source what it is of
 * @param at epoch seconds; a second row of the same time takes the place of the first
 * @param values by name of the column; what is no column is not kept, what is absent is null
 */
public record Row(Source source, long at, Map<String, ? extends @Nullable Object> values) {
  public Row {
    values = Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(values));
  }
}
