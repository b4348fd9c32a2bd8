package io.sunherd.protocol.table;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a unit says that it is made for, as all dialects call it alike. It does not say whether it
 * does so now.
 */
public final class MachineType {
  private static final Set<String> FEEDING = Set.of("grid_tie", "hybrid");

  private MachineType() {}

  /** Whether a reading tells that its unit is made to feed the grid, too. */
  public static boolean feedsGrid(Map<String, ? extends @Nullable Object> data) {
    return data.get("machine_type") instanceof String type && FEEDING.contains(type);
  }
}
