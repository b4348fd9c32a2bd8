package io.sunherd.settings;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.sunherd.protocol.table.Dialect;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of another setting that a write sent along, because one command carries both.
 *
 * @param setting the name of the other setting
 * @param old its value before
 * @param requested the value that was sent: the same, unless a write was taken back
 * @param confirmed its value as it was read back, or null where it was not
 */
record Along(String setting, Object old, Object requested, @Nullable Object confirmed) {

  /** The same once a reading has shown it; without, the same. */
  Along seen(Dialect dialect, Map<String, @Nullable Object> reading) {
    Object now = dialect.setting(setting).map(other -> other.shown(reading)).orElse(null);
    return now == null ? this : new Along(setting, old, requested, now);
  }

  /** Whether the unit has another value of it now than it had before. */
  @JsonIgnore
  boolean isChanged() {
    return confirmed != null && !confirmed.equals(old);
  }

  /** Whether another value is asked for than the unit had. */
  @JsonIgnore
  boolean isAsked() {
    return !requested.equals(old);
  }

  /** What has become of it, one sentence, where it is not what was sent; or null. */
  @Nullable String moved() {
    return confirmed == null || confirmed.equals(requested)
        ? null
        : setting + " was sent along as " + requested + ", and is " + confirmed + " now.";
  }

  /** The same for JSON. */
  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("setting", setting);
    json.put("old", old);
    json.put("requested", requested);
    json.put("confirmed", confirmed);
    return json;
  }
}
