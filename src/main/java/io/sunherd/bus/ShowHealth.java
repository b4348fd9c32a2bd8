package io.sunherd.bus;

/** Asks whether the hub is ready, as GET /health/ready does. */
public record ShowHealth() {}
