package io.sunherd.bus;

import java.util.Set;

/**
 * The inquiries that an inverter does not take, as far as that was found out by now: it has not got
 * what they tell of. What it has not been asked yet is not among them.
 *
 * @param inverter the id
 * @param codes what was sent (QPIGS2)
 */
public record Refused(String inverter, Set<String> codes) {
  public Refused {
    codes = Set.copyOf(codes);
  }
}
