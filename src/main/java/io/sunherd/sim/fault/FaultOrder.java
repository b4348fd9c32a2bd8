package io.sunherd.sim.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order to a running simulation, as a person types it: {@code silence 2 on}, {@code cut 1 40},
 * {@code late 3 off}, {@code clear 2}, {@code unplug 2}, {@code plug 2}, {@code plug 2 as NAME}.
 *
 * @param what the kind of order
 * @param unit the number of the unit, from 1
 * @param kind the fault to switch, for {@link What#FAULT} only
 * @param amount how much of it; 0 is off
 * @param name the new device name, for {@link What#PLUG} only
 */
public record FaultOrder(
    What what, int unit, Faults.@Nullable Kind kind, int amount, @Nullable String name) {

  /** The kinds of order. */
  public enum What {
    FAULT,
    CLEAR,
    UNPLUG,
    PLUG
  }

  private static final int MOST = 1_000_000;

  /** The fault to switch. */
  public Faults.Kind fault() {
    return Objects.requireNonNull(kind, "only an order to switch a fault has one");
  }

  /**
   * Reads an order.
   *
   * @throws IllegalArgumentException with one sentence that says what is wrong
   */
  public static FaultOrder parse(String line) {
    String[] words = line.strip().split("\\s+", -1);
    if (words.length < 2 || !words[1].matches("[1-9][0-9]?")) {
      throw wrong(line, "the second word must be the number of a unit");
    }
    int unit = Integer.parseInt(words[1]);
    String[] rest = Arrays.copyOfRange(words, 2, words.length);
    return switch (words[0]) {
      case "clear" -> plain(line, What.CLEAR, unit, rest);
      case "unplug" -> plain(line, What.UNPLUG, unit, rest);
      case "plug" -> plug(line, unit, rest);
      default -> fault(line, words[0], unit, rest);
    };
  }

  private static FaultOrder plain(String line, What what, int unit, String[] rest) {
    if (rest.length > 0) {
      throw wrong(line, "nothing follows the unit");
    }
    return new FaultOrder(what, unit, null, 0, null);
  }

  private static FaultOrder plug(String line, int unit, String[] rest) {
    if (rest.length == 0) {
      return new FaultOrder(What.PLUG, unit, null, 0, null);
    }
    if (rest.length != 2 || !rest[0].equals("as") || !rest[1].matches("\\w[\\w.-]*")) {
      throw wrong(line, "a unit is plugged in as NAME, of letters, digits, dots and dashes");
    }
    return new FaultOrder(What.PLUG, unit, null, 0, rest[1]);
  }

  private static FaultOrder fault(String line, String word, int unit, String[] rest) {
    Optional<Faults.Kind> kind =
        Arrays.stream(Faults.Kind.values())
            .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(word))
            .findFirst();
    if (kind.isEmpty()) {
      throw wrong(line, "take one of " + Faults.Kind.words() + ", clear, unplug, plug");
    }
    String amount = rest.length == 0 ? "on" : rest[0];
    if (rest.length > 1 || !amount.matches("on|off|[0-9]{1,7}")) {
      throw wrong(line, "on, off or a number follows the unit");
    }
    int number =
        switch (amount) {
          case "on" -> kind.get().usual();
          case "off" -> 0;
          default -> Math.min(MOST, Integer.parseInt(amount));
        };
    return new FaultOrder(What.FAULT, unit, kind.get(), number, null);
  }

  private static IllegalArgumentException wrong(String line, String why) {
    return new IllegalArgumentException("\"" + line.strip() + "\" is no order: " + why + ".");
  }
}
