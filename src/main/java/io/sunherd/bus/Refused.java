package io.sunherd.bus;

import java.util.Set;

/**
 * The inquiries that an inverter has refused so far: it does not support what they ask for.
 * Inquiries it has not been sent yet are not among them.
 *
 * @param inverter the id
 * @param codes their codes on the wire (QPIGS2)
 */
public record Refused(String inverter, Set<String> codes) {
  public Refused {
    codes = Set.copyOf(codes);
  }
}
