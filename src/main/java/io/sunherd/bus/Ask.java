package io.sunherd.bus;

/**
 * Asks an inverter for a reading.
 *
 * @param command name or code of an inquiry, with its argument (status, QPIGS, QPGS1)
 * @param maxAgeMs a reading at most this old will do; 0 asks the device
 * @param ttlMs after this time the sender has given up, and the request is dropped
 */
public record Ask(String command, long maxAgeMs, long ttlMs) {}
