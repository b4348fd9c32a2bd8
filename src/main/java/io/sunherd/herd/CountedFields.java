package io.sunherd.herd;

import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Part;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.table.Inquiry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an inquiry that tell anything of the quantities of a unit.
 *
 * @param counting by quantity, those that are a part of it
 * @param ofGrid those that say whether power may go between the unit and the grid
 */
record CountedFields(Map<Quantity, List<Counting>> counting, List<Field> ofGrid) {

  /**
   * A field that is a part of a quantity.
   *
   * @param inCounts the key under which a reading says that its value is in raw counts
   */
  record Counting(String key, Part part, String inCounts) {}

  static CountedFields of(Inquiry inquiry) {
    Map<Quantity, List<Counting>> counting = new EnumMap<>(Quantity.class);
    List<Field> ofGrid = new ArrayList<>();
    for (Field field : inquiry.fields()) {
      Part part = field.part();
      if (part != null) {
        counting
            .computeIfAbsent(part.quantity(), quantity -> new ArrayList<>())
            .add(new Counting(field.key(), part, field.key() + "_in_counts"));
      }
      if (!field.offGrid().isEmpty()) {
        ofGrid.add(field);
      }
    }
    return new CountedFields(counting, ofGrid);
  }

  /** Whether power may go between the unit and the grid; null where these values do not say. */
  @Nullable Boolean onGrid(Map<String, @Nullable Object> data) {
    Boolean onGrid = null;
    for (Field field : ofGrid) {
      String word = String.valueOf(data.get(field.key()));
      if (field.meanings().containsValue(word)) {
        onGrid = !field.offGrid().contains(word);
      }
    }
    return onGrid;
  }
}
