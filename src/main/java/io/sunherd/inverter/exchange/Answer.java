package io.sunherd.inverter.exchange;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decoded reply.
 *
 * @param raw the reply as text, from its start mark up to the checksum
 * @param values by key, in the order of the table
 * @param completed when its last byte came, on the monotonic clock
 */
public record Answer(String raw, Map<String, @Nullable Object> values, long completed) {}
