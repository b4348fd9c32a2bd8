package io.sunherd.access;

/**
 * A user whose password, token or session was verified.
 *
 * @param name 1 to 32 letters, digits, dots, underscores or dashes
 * @param role what this user may do
 */
public record User(String name, Role role) {}
