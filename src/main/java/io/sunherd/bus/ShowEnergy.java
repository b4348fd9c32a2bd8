package io.sunherd.bus;

/** Asks the history for the energy since the books began. Answered by {@link EnergyTotals}. */
public record ShowEnergy() {}
