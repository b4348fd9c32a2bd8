package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One decoded reply of one inverter, with what belongs to it of other replies.
 *
 * @param inverter the id
 * @param command the name it is asked by (status)
 * @param code what went over the wire (QPIGS)
 * @param at when the reply was complete, epoch milliseconds
 * @param everyMs how often it is polled; 0 if it is not
 * @param raw the reply as text, from its start mark up to the checksum
 * @param data the values by key; null where the inverter sent none
 */
public record Reading(
    String inverter,
    String command,
    String code,
    long at,
    long everyMs,
    String raw,
    Map<String, @Nullable Object> data) {
  /** Under it a reading tells which of its values are older than it is, and by how much. */
  public static final String OLDER = "older_ms";

  public Reading {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /** How much older than the reading one of its values is; 0 where it came with it. */
  public long olderMs(String key) {
    return data.get(OLDER) instanceof Map<?, ?> ages && ages.get(key) instanceof Number behind
        ? behind.longValue()
        : 0;
  }

  /** Whether one of its values contradicts others, or cannot be. */
  public boolean isDoubtful(String key) {
    return data.get("doubtful") instanceof List<?> keys && keys.contains(key);
  }

  /** The same reading, telling these values. */
  public Reading telling(Map<String, ? extends @Nullable Object> values) {
    return new Reading(inverter, command, code, at, everyMs, raw, new LinkedHashMap<>(values));
  }
}
