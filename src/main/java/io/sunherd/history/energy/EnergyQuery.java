package io.sunherd.history.energy;

import io.sunherd.history.rows.RowSource;
import java.time.ZoneId;

/**
 * A query for energy.
 *
 * @param hub the id of the hub
 * @param inverter the id of the inverter, or {@link RowSource#SYSTEM} for the sum of all of the hub
 * @param from the first second, epoch seconds; its whole period is included
 * @param to the last second, epoch seconds; its whole period is included
 * @param period the length of the periods
 * @param zone the zone of the hours and days
 */
public record EnergyQuery(
    String hub, String inverter, long from, long to, Period period, ZoneId zone) {}
