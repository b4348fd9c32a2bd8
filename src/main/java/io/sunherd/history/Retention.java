package io.sunherd.history;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long what is kept; null is for ever.
 *
 * @param raw rows
 * @param fiveMinutes roll-ups of five minutes
 * @param hours roll-ups of an hour
 */
public record Retention(
    @Nullable Duration raw, @Nullable Duration fiveMinutes, @Nullable Duration hours) {}
