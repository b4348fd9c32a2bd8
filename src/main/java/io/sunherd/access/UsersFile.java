package io.sunherd.access;

import io.sunherd.access.Accounts.Account;
import io.sunherd.disk.WholeFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The users file. Each change is written at once and atomically: a reader sees the old file or the
 * new one. Changes are for one thread; checks may come from any thread while nothing changes.
 */
public final class UsersFile {
  private static final int SHORTEST_PASSWORD = 8;

  private final Path file;
  private final Accounts accounts;
  private final boolean isNew;

  private UsersFile(Path file, Accounts accounts, boolean isNew) {
    this.file = file;
    this.accounts = accounts;
    this.isNew = isNew;
  }

  /**
   * Reads the file; one that does not exist has no users.
   *
   * @throws AccessException if it cannot be read or a line is not understood, or it is empty: the
   *     hub never writes an empty file, so its users have been lost
   */
  public static UsersFile load(Path file) throws AccessException {
    try {
      String text = Files.readString(file);
      if (isEmptied(text)) {
        throw new AccessException(
            file
                + ": the file is empty, as after a power cut: put back a copy of it, or make its users"
                + " anew with sunherd passwd.");
      }
      return new UsersFile(file, Accounts.parse(file.toString(), text), false);
    } catch (NoSuchFileException e) {
      return new UsersFile(file, Accounts.none(), true);
    } catch (AccessException e) {
      throw e;
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  /**
   * Reads the file for the administrator of the machine, who may start again from an empty one.
   *
   * @throws AccessException if it cannot be read or a line is not understood
   */
  public static UsersFile mend(Path file) throws AccessException {
    return isEmptied(file) ? withoutUsers(file) : load(file);
  }

  /** Whether there is a file, but nothing in it. */
  public static boolean isEmptied(Path file) throws AccessException {
    try {
      return Files.isRegularFile(file) && isEmptied(Files.readString(file));
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  /** True for zero bytes, too: some file systems leave them when power fails during a write. */
  private static boolean isEmptied(String text) {
    return text.chars().allMatch(one -> one <= ' ');
  }

  /** The accounts as they are while the file cannot be used: there are none. */
  public static UsersFile withoutUsers(Path file) {
    return new UsersFile(file, Accounts.none(), false);
  }

  /**
   * Whether the file did not exist: no user was ever made. Where it exists without users, they may
   * have been lost.
   */
  public boolean isNew() {
    return isNew;
  }

  /** Whether there is no user, so that no write is allowed. */
  public boolean isEmpty() {
    return accounts.users().isEmpty();
  }

  /** A sentence to be logged if others than the owner may read or change the file. */
  public Optional<String> warning() throws AccessException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null || !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Set<PosixFilePermission> open = new HashSet<>(view.readAttributes().permissions());
      open.removeAll(Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
      return open.isEmpty()
          ? Optional.empty()
          : Optional.of(file + ": others may use this file: run chmod 600 " + file + ".");
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  /**
   * Adds a user, or gives one another role and password; the user's tokens stay.
   *
   * @param password at least 8 characters; the caller may wipe it afterwards
   * @throws AccessException if the name or the password is not allowed, or the file not writable
   */
  public void putUser(String name, Role role, char[] password) throws AccessException {
    if (!Accounts.isName(name)) {
      throw new AccessException(
          "\"" + name + "\" is no user name: write 1 to 32 of A-Z, a-z, 0-9, dot, _ and -.");
    }
    if (password.length < SHORTEST_PASSWORD) {
      throw new AccessException(
          "The password is too short: take at least " + SHORTEST_PASSWORD + " characters.");
    }
    put(name, new Account(role, PasswordHash.of(password)));
  }

  void put(String name, Account account) throws AccessException {
    accounts.users().put(name, account);
    save();
  }

  /**
   * Makes a token for a user.
   *
   * @return the token, which cannot be shown a second time
   * @throws AccessException if there is no such user, or the file is not writable
   */
  public String addToken(String name) throws AccessException {
    if (!accounts.users().containsKey(name)) {
      throw new AccessException(
          file + " has no user \"" + name + "\": make one with sunherd passwd first.");
    }
    String token = Token.fresh();
    accounts.tokens().put(Token.hash(token), name);
    save();
    return token;
  }

  /**
   * The user, if the password is right. Takes about a tenth of a second, on purpose and also for
   * unknown names: not for an event loop.
   */
  public Optional<User> verify(String name, char[] password) {
    Account account = accounts.users().get(name);
    if (account == null) {
      PasswordHash.ofNobody(accounts.users().values().stream().map(Account::password))
          .fits(password);
      return Optional.empty();
    }
    return account.password().fits(password)
        ? Optional.of(new User(name, account.role()))
        : Optional.empty();
  }

  /** The user of that name, whose password was set a moment ago. */
  public Optional<User> user(String name) {
    return Optional.ofNullable(accounts.users().get(name))
        .map(account -> new User(name, account.role()));
  }

  /** The user of a bearer token. Fast. */
  public Optional<User> verifyToken(String token) {
    String hash = Token.hash(token);
    return accounts.tokens().entrySet().stream()
        .filter(entry -> Token.isSame(entry.getKey(), hash))
        .findFirst()
        .flatMap(
            entry ->
                Optional.ofNullable(accounts.users().get(entry.getValue()))
                    .map(account -> new User(entry.getValue(), account.role())));
  }

  /** Role and hashed password of a user; a different text means that the account was changed. */
  public Optional<String> account(String name) {
    return Optional.ofNullable(accounts.users().get(name))
        .map(account -> account.role().word() + " " + account.password());
  }

  private void save() throws AccessException {
    try {
      WholeFile.writeSecret(file, accounts.text());
    } catch (IOException e) {
      throw failed("written", file, e);
    }
  }

  private static AccessException failed(String verb, Path file, IOException e) {
    String reason =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : e.getClass().getSimpleName();
    return new AccessException(file + ": the file cannot be " + verb + " (" + reason + ").", e);
  }
}
