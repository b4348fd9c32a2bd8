package io.sunherd.bus.alarm;

/**
 * Asks for an alarm to be acknowledged: somebody has seen it. Answered by a verdict with the alarm.
 *
 * @param id the id of the alarm
 * @param by the name of the user
 */
public record Acknowledge(String id, String by) {}
