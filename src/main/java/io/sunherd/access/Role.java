package io.sunherd.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a user may do. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Reads, and changes settings. */
  OPERATOR;

  /**
   * The role of a name as written in the file and on the command line, in lower case.
   *
   * @throws AccessException if there is no such role
   */
  public static Role parse(String word) throws AccessException {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return role;
      }
    }
    throw new AccessException(
        "\"%s\" is no role: write %s."
            .formatted(
                word, Arrays.stream(values()).map(Role::word).collect(Collectors.joining(" or "))));
  }

  /** The name of this role in the file and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
