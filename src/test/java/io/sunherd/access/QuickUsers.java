package io.sunherd.access;

import io.sunherd.access.Accounts.Account;

/**
 * Users of tests that are about something else than passwords: a thousand rounds, as a file may
 * have them, are checked in no time.
 */
public final class QuickUsers {
  private static final int ROUNDS = 1_000;

  private QuickUsers() {}

  /** Adds a user to the file, as {@link UsersFile#putUser} does. */
  public static void put(UsersFile users, String name, Role role, char[] password)
      throws AccessException {
    users.put(name, new Account(role, PasswordHash.of(password, ROUNDS)));
  }
}
