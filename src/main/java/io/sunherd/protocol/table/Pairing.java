package io.sunherd.protocol.table;

import org.jspecify.annotations.Nullable;

/**
 * A command that carries the values of two settings, with a comma between them: changing one sends
 * the other along as the unit has it.
 *
 * @param setting the name of the other setting
 * @param isFirst whether the other one's value comes first
 */
public record Pairing(String setting, boolean isFirst) {
  private static final String GAP = ",";

  /** A value that comes before that of the other setting. */
  public static Pairing before(String setting) {
    return new Pairing(setting, false);
  }

  /** A value that comes after that of the other setting. */
  public static Pairing behind(String setting) {
    return new Pairing(setting, true);
  }

  String join(String own, String other) {
    return isFirst ? other + GAP + own : own + GAP + other;
  }

  /** The setting's own half of the argument; null where that is not two values. */
  @Nullable String own(String argument) {
    String[] halves = argument.split(GAP, -1);
    return halves.length == 2 && halves[0].length() == halves[1].length()
        ? halves[isFirst ? 1 : 0]
        : null;
  }
}
