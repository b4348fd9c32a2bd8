package io.sunherd.bus.alarm;

/**
 * Asks for alarms, newest first.
 *
 * @param active whether only those that last are wanted
 * @param limit how many at most
 */
public record ShowAlarms(boolean active, int limit) {}
