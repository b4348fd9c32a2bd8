package io.sunherd.bus;

/**
 * What an inverter said to an {@link Order}.
 *
 * @param inverter the id
 * @param text what was sent
 * @param accepted whether it said ACK; else it said NAK
 * @param at when the reply was complete, epoch milliseconds
 */
public record Receipt(String inverter, String text, boolean accepted, long at) {}
