package io.sunherd.protocol.column;

import java.util.ArrayList;
import java.util.List;

/** What stands between the tokens of a reply. */
public enum Separator {
  /** A single space; two in a row mean an empty field, unless the reply fits better without. */
  SPACE(" "),
  /** The first fifteen characters are one token, including spaces; then a single space. */
  NAME_FIRST(" "),
  /** A comma; nothing before, between or behind one means an empty field. */
  COMMA(","),
  /** The reply is one token. */
  NONE("");

  private static final int NAME = 15;

  private final String text;

  Separator(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Tokens of one column, which come with spaces between them. */
  String between(String tokens) {
    return this == COMMA ? tokens.replace(' ', ',') : tokens;
  }

  /** The ways in which a payload may be cut into tokens, the likeliest first. */
  public List<List<String>> splits(String payload) {
    return switch (this) {
      case NONE -> List.of(List.of(payload));
      case COMMA -> List.of(cut(payload, ','));
      case SPACE -> spaces(payload);
      case NAME_FIRST ->
          payload.length() > NAME ? List.of(named(payload), squeezed(payload)) : spaces(payload);
    };
  }

  private static List<List<String>> spaces(String payload) {
    List<String> plain = cut(payload.stripTrailing(), ' ');
    return payload.startsWith(" ") || payload.contains("  ")
        ? List.of(plain, squeezed(payload))
        : List.of(plain);
  }

  private static List<String> squeezed(String payload) {
    return cut(payload.strip().replaceAll(" +", " "), ' ');
  }

  private static List<String> named(String payload) {
    List<String> tokens = new ArrayList<>(squeezed(payload.substring(NAME)));
    tokens.add(0, payload.substring(0, NAME));
    return tokens;
  }

  private static List<String> cut(String payload, char at) {
    List<String> tokens = new ArrayList<>(32);
    int from = 0;
    for (int i = 0; i < payload.length(); i++) {
      if (payload.charAt(i) == at) {
        tokens.add(payload.substring(from, i));
        from = i + 1;
      }
    }
    tokens.add(payload.substring(from));
    return tokens;
  }
}
