package io.sunherd.bus.energy;

/** Asks the history for the energy since the books began. Answered by {@link EnergyTotals}. */
public record ShowEnergy() {}
