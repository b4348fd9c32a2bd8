package io.sunherd.bus;

/**
 * An inverter's reply to an {@link Order}.
 *
 * @param inverter the id
 * @param text what was sent
 * @param accepted whether it replied ACK; else it replied NAK
 * @param at when the reply was complete, epoch milliseconds
 */
public record Receipt(String inverter, String text, boolean accepted, long at) {}
