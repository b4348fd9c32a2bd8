package io.sunherd.settings.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.sunherd.protocol.table.Dialect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The value of another setting that a write sent along, because one command carries several.
 *
 * @param setting the name of the other setting
 * @param old its value before
 * @param requested the value that was sent: the same, unless a write was taken back
 * @param confirmed its value as it was read back, or null where it was not
 */
public record Along(String setting, Object old, Object requested, @Nullable Object confirmed) {

  /** The values as a reading has shown them; unchanged without a reading. */
  public static List<Along> seen(
      List<Along> all, Dialect dialect, Map<String, @Nullable Object> reading) {
    return all.stream().map(one -> one.seen(dialect, reading)).toList();
  }

  private Along seen(Dialect dialect, Map<String, @Nullable Object> reading) {
    Object now = dialect.setting(setting).map(other -> other.shown(reading)).orElse(null);
    return now == null ? this : new Along(setting, old, requested, now);
  }

  /** The values that the unit had before, by setting. */
  public static Map<String, Object> before(List<Along> all) {
    return all.stream().collect(Collectors.toMap(Along::setting, Along::old));
  }

  /** The values that the unit did not have before. */
  public static List<Along> changed(List<Along> all) {
    return all.stream().filter(Along::isChanged).toList();
  }

  /** Whether the unit has another value of it now than it had before. */
  @JsonIgnore
  public boolean isChanged() {
    return confirmed != null && !confirmed.equals(old);
  }

  /** Whether another value is asked for than the unit had. */
  @JsonIgnore
  public boolean isAsked() {
    return !requested.equals(old);
  }

  /** What has become of those that are not what was sent, in sentences; null where none is. */
  public static @Nullable String moved(List<Along> all) {
    String moved =
        all.stream()
            .filter(one -> one.confirmed != null && !one.confirmed.equals(one.requested))
            .map(Along::movement)
            .collect(Collectors.joining(" "));
    return moved.isEmpty() ? null : moved;
  }

  private String movement() {
    return setting + " was sent along as " + requested + ", and is " + confirmed + " now.";
  }

  /** The same for JSON. */
  public Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("setting", setting);
    json.put("old", old);
    json.put("requested", requested);
    json.put("confirmed", confirmed);
    return json;
  }
}
