package io.sunherd.extract;

import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyPeriod.Energy;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.past.Reader;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The energy of periods as JSON, written as they come. */
final class EnergyText implements Reader.EnergySink {
  private static final byte[] NULL = Ink.utf8("null");

  private final Ink ink;
  private final ZoneId zone;
  private final long now;
  private int units;
  private boolean first = true;

  EnergyText(Ink ink, String inverter, Periods periods) {
    this.ink = ink;
    this.zone = periods.zone();
    this.now = periods.now();
    ink.put("{\"inverter\":" + Json.encode(inverter));
    ink.put(",\"by\":\"" + periods.by().name().toLowerCase(Locale.ROOT));
    ink.put("\",\"time_zone\":" + Json.encode(zone.getId()));
    ink.put(",\"grid\":" + Json.encode(periods.grid()) + ",\"periods\":[");
  }

  @Override
  public void period(EnergyPeriod period) throws IOException {
    units = Math.max(units, period.units());
    long length = Math.max(0, Math.min(period.to(), now) - period.from());
    ink.put(first ? "" : ",\n");
    first = false;
    ink.put("{\"from\":\"" + Moments.iso(period.from(), zone));
    ink.put("\",\"to\":\"" + Moments.iso(period.to(), zone) + "\",\"units\":");
    ink.number(period.units());
    for (Meter meter : Meter.values()) {
      ink.put(",\"" + meter.key() + "\":");
      Energy energy = period.energy().get(meter);
      Long counter = period.counters().get(meter);
      if (energy == null && counter == null) {
        ink.put(NULL);
      } else {
        amount(energy, counter, length, Math.max(1, period.units()));
      }
    }
    ink.put('}');
    ink.rowEnds();
  }

  private void amount(@Nullable Energy energy, @Nullable Long counter, long length, int units) {
    double gap = energy == null ? (double) length * units : energy.gap(length, units);
    double coverage = energy == null ? 0 : energy.coverage(length, units);
    ink.put("{\"kwh\":");
    kilo(energy == null ? null : (Long) Math.round(energy.wattHours()));
    ink.put(",\"gap_seconds\":");
    ink.number(Math.round(gap));
    ink.put(",\"coverage\":");
    ink.thousandths(Math.round(1_000 * coverage));
    ink.put(",\"counter_kwh\":");
    kilo(counter);
    ink.put(energy != null && energy.isCalculated() ? ",\"calculated\":true}" : "}");
  }

  private void kilo(@Nullable Long thousandths) {
    if (thousandths == null) {
      ink.put(NULL);
    } else {
      ink.thousandths(thousandths);
    }
  }

  /** Ends the text. */
  void end() throws IOException {
    ink.put("],\"units\":");
    ink.number(units);
    ink.put('}');
    ink.flush();
  }
}
