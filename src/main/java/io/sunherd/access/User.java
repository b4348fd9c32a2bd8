package io.sunherd.access;

/**
 * Somebody who has proved to be this user.
 *
 * @param name 1 to 32 letters, digits, dots, underscores or dashes
 * @param role what this user may do
 */
public record User(String name, Role role) {}
