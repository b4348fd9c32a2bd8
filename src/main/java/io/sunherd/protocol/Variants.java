package io.sunherd.protocol;

import io.sunherd.protocol.column.Separator;
import io.sunherd.protocol.pi30.Pi30;
import io.sunherd.protocol.table.Dialect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the variants of PI30 apart by what a unit says of itself (PI30.md 3). No capture shows how
 * LV6548 (m045), M044 or MST could be told: those keep their family, or are configured.
 */
public final class Variants {
  private static final int REVO_RATINGS = 21;
  private static final List<String> KING_NUMBERS = List.of("023", "024");

  private Variants() {}

  /**
   * The variant of a unit that answers QPI with PI30.
   *
   * @param ratings its QPIRI payload, or null where it gave none
   * @param model its QMN payload, or null
   * @param number its QGMN payload, or null
   */
  public static Dialect of(
      @Nullable String ratings, @Nullable String model, @Nullable String number) {
    if ((model != null && model.startsWith("KING"))
        || (number != null && KING_NUMBERS.contains(number))) {
      return Pi30.GK;
    }
    List<String> fields = ratings == null ? List.of() : Separator.SPACE.splits(ratings).get(0);
    boolean maxTail = fields.size() >= 28 && fields.get(27).matches("\\d{3}");
    boolean maxModel = model != null && model.matches("(VMIII|VMIV|MKS4|MKSIV|MAX).*");
    return maxTail || maxModel ? Pi30.MAX : Pi30.HS;
  }

  /** Whether a QPIRI payload is as short as REVO's: then QALL must decide. */
  public static boolean mayBeRevo(String ratings) {
    return Separator.SPACE.splits(ratings).get(0).size() == REVO_RATINGS;
  }

  /** PI41, which says so itself; else it is known by {@link #ofSplitPhase}. */
  public static Dialect splitPhase() {
    return Pi30.PI41;
  }

  /** What only units of PI41 answer in the shape that they have: the second phase (V41). */
  public static List<String> ofSplitPhase() {
    return List.of("QPIGS2", "QP2GS0");
  }

  public static Dialect revo() {
    return Pi30.REVO;
  }
}
