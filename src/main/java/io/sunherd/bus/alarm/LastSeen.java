package io.sunherd.bus.alarm;

import org.jspecify.annotations.Nullable;

/**
 * What a unit told last, while it did.
 *
 * @param inverter the id
 * @param at when, epoch milliseconds
 * @param mode the word of its mode, or null
 * @param sun the watts of its panels, or null
 * @param highestSun the most watts that they had of late
 * @param volts those of its battery, or null
 * @param soc how full that was in percent, or null
 * @param dischargeAmps what came out of it, or null
 */
public record LastSeen(
    String inverter,
    long at,
    @Nullable String mode,
    @Nullable Double sun,
    double highestSun,
    @Nullable Double volts,
    @Nullable Double soc,
    @Nullable Double dischargeAmps) {}
