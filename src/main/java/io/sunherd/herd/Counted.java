package io.sunherd.herd;

import io.sunherd.protocol.Quantity;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A unit and what it has now.
 *
 * @param amounts what is known of each quantity; nothing where the unit is missing
 */
record Counted(Unit unit, Map<Quantity, BigDecimal> amounts) {}
