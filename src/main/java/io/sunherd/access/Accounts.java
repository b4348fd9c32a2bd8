package io.sunherd.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The content of the users file and its text form.
 *
 * @param users by name
 * @param tokens name of the user by hash of the token
 */
record Accounts(Map<String, Account> users, Map<String, String> tokens) {
  private static final String NAME = "[A-Za-z0-9._-]{1,32}";
  private static final String HEADER =
      """
      # Users of this hub. Made by: sunherd passwd -u FILE NAME --role viewer|operator
      #                       and: sunherd token -u FILE NAME
      # user NAME ROLE ROUNDS:SALT:HASH   the password as PBKDF2-HMAC-SHA512, base64
      # token NAME HASH                   a bearer token of that user as SHA-256, hexadecimal
      # Delete a line to take the account or the token away. Keep this file to yourself (mode 600).
      """;

  /** A user with the password. */
  record Account(Role role, PasswordHash password) {}

  static Accounts none() {
    return new Accounts(new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** Reads the lines of a file that messages call by its name. */
  static Accounts parse(String file, String text) throws AccessException {
    Accounts accounts = none();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#") && !accounts.take(line.strip().split("\\s+"))) {
        throw new AccessException(
            file
                + ":"
                + number
                + ": this is neither an account nor a token of an account above it:"
                + " delete the line, then make it anew with sunherd passwd or sunherd token.");
      }
    }
    return accounts;
  }

  private boolean take(String[] words) {
    if (words.length == 4 && words[0].equals("user") && isName(words[1])) {
      try {
        Account account = new Account(Role.parse(words[2]), PasswordHash.parse(words[3]));
        return users.putIfAbsent(words[1], account) == null;
      } catch (AccessException | IllegalArgumentException e) {
        return false; // the caller reports it, with the line
      }
    }
    return words.length == 3
        && words[0].equals("token")
        && users.containsKey(words[1])
        && words[2].matches("[0-9a-f]{64}")
        && tokens.putIfAbsent(words[2], words[1]) == null;
  }

  static boolean isName(String name) {
    return name.matches(NAME);
  }

  String text() {
    StringBuilder text = new StringBuilder(HEADER);
    users.forEach(
        (name, account) ->
            text.append(
                "user %s %s %s\n".formatted(name, account.role().word(), account.password())));
    tokens.forEach((hash, name) -> text.append("token %s %s\n".formatted(name, hash)));
    return text.toString();
  }
}
