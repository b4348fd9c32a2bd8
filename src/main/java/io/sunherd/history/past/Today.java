package io.sunherd.history.past;

import io.sunherd.history.energy.EnergyPeriod;
import org.jspecify.annotations.Nullable;

/**
 * A day that is not over.
 *
 * @param energy its energy so far
 * @param sun when the panels gave most, or null
 * @param load when the loads took most, or null
 */
public record Today(EnergyPeriod energy, @Nullable Peak sun, @Nullable Peak load) {}
