package io.sunherd.bus;

import org.jspecify.annotations.Nullable;

/**
 * A setting of a unit has a new value, as read back from it.
 *
 * @param inverter the id
 * @param setting the setting's name (battery_float_volt)
 * @param cmd its code (PBFT)
 * @param from the value before, or null where it was not known
 * @param value the value now
 * @param by the user who changed it, or null where it was changed outside of the hub
 * @param at when it was read, epoch milliseconds
 */
public record SettingChange(
    String inverter,
    String setting,
    String cmd,
    @Nullable Object from,
    @Nullable Object value,
    @Nullable String by,
    long at) {}
