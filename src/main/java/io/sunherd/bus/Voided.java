package io.sunherd.bus;

import java.util.Set;

/**
 * What an inverter has told to some inquiries may hold no more, and could not be read since: it
 * counts as not known until it is told again.
 *
 * @param inverter the id
 * @param codes the inquiries as they are sent (QPIRI)
 */
public record Voided(String inverter, Set<String> codes) {
  public Voided {
    codes = Set.copyOf(codes);
  }
}
