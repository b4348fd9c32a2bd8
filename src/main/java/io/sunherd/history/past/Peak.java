package io.sunherd.history.past;

/**
 * The highest power of a time.
 *
 * @param at when it was, epoch seconds
 */
public record Peak(long watts, long at) {}
