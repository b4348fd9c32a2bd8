package io.sunherd.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
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

  public Reading {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /** The same reading, telling these values. */
  public Reading telling(Map<String, ? extends @Nullable Object> values) {
    return new Reading(inverter, command, code, at, everyMs, raw, new LinkedHashMap<>(values));
  }
}
