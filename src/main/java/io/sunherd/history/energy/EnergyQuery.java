package io.sunherd.history.energy;

import io.sunherd.history.rows.RowSource;
import java.time.ZoneId;

/**
 * What is asked of the energy books.
 *
 * @param hub the id of the hub
 * @param inverter the id of the inverter, or {@link RowSource#SYSTEM} for the sum of all of the hub
 * @param from the first second, epoch seconds; its whole period is told
 * @param to the last second, epoch seconds; its whole period is told
 * @param period what it is added up by
 * @param zone whose hours and days they are
 */
public record EnergyQuery(
    String hub, String inverter, long from, long to, Period period, ZoneId zone) {}
