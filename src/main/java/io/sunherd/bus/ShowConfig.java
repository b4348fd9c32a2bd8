package io.sunherd.bus;

/** Asks how the hub is configured. Answered by a {@link Verdict}. */
public record ShowConfig() {}
