package io.sunherd.web.past;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Part;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.MachineType;
import io.sunherd.web.live.Held;
import io.sunherd.web.live.LiveUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which units may feed into the grid, as far as they have said so since the start. */
final class FeedIn {
  private FeedIn() {}

  /**
   * Whether its family measures at the grid, or it sends whether and how much it feeds, or what it
   * is made for.
   */
  static boolean isPossible(LiveUnit unit) {
    return unit.readings().stream().anyMatch(held -> MachineType.feedsGrid(held.reading().data()))
        || !unit.dialect().carriers(Quantity.GRID_WATTS).isEmpty()
        || unit.dialect().carriers(Quantity.SOLAR_FEED_TO_GRID_POWER).stream()
            .anyMatch(inquiry -> tells(unit, inquiry));
  }

  private static boolean tells(LiveUnit unit, Inquiry inquiry) {
    Held held = unit.reading(inquiry.code());
    return held != null
        && inquiry.fields().stream().anyMatch(field -> tells(held.reading().data(), field));
  }

  private static boolean tells(Map<String, @Nullable Object> data, Field field) {
    Part part = field.part();
    return part != null
        && part.quantity() == Quantity.SOLAR_FEED_TO_GRID_POWER
        && (data.get(field.key()) != null
            || (part.onlyWhile() != null && data.get(part.onlyWhile()) != null));
  }
}
