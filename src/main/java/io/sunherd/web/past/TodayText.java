package io.sunherd.web.past;

import io.sunherd.extract.Moments;
import io.sunherd.history.energy.EnergyPeriod;
import io.sunherd.history.energy.EnergyPeriod.Energy;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.past.Peak;
import io.sunherd.history.past.Today;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Today as plain values, ready to be written as JSON. Its kWh are those of /api/v1/energy; what is
 * unknown is null.
 */
final class TodayText {
  private final Today today;
  private final EnergyPeriod energy;
  private final long now;
  private final ZoneId zone;

  /** Whether nothing at all can flow into the grid, so that 0 is what did. */
  private final boolean feedsNothing;

  /**
   * @param now epoch seconds
   * @param mayFeed whether one of the units may feed into the grid
   */
  TodayText(Today today, long now, ZoneId zone, boolean mayFeed) {
    this.today = today;
    this.energy = today.energy();
    this.now = now;
    this.zone = zone;
    this.feedsNothing =
        !mayFeed && energy.units() > 0 && !energy.energy().containsKey(Meter.GRID_OUT);
  }

  Map<String, @Nullable Object> json(String grid) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("since", Moments.iso(energy.from(), zone));
    for (Meter meter : Meter.values()) {
      json.put(meter.key() + "_kwh", kwh(meter));
    }
    json.put("calculated", calculated());
    json.put("grid", grid);
    json.put("self_sufficiency", selfSufficiency());
    json.put("self_consumption", selfConsumption());
    json.put("pv_peak", peak(today.sun()));
    json.put("load_peak", peak(today.load()));
    Map<String, Double> coverage = new LinkedHashMap<>();
    for (Meter meter : Meter.values()) {
      coverage.put(meter.key(), coverage(meter));
    }
    json.put("coverage", coverage);
    return json;
  }

  private @Nullable Double kwh(Meter meter) {
    Energy known = energy.energy().get(meter);
    if (known == null) {
      return meter == Meter.GRID_OUT && feedsNothing ? (Double) 0.0 : null;
    }
    return Math.round(known.wattHours()) / 1_000.0;
  }

  private List<String> calculated() {
    return Stream.of(Meter.values()).filter(this::isCalculated).map(Meter::key).toList();
  }

  private boolean isCalculated(Meter meter) {
    Energy known = energy.energy().get(meter);
    return known != null && known.isCalculated();
  }

  /** The part of the load's energy that did not come from the grid. */
  private @Nullable Double selfSufficiency() {
    Double load = kwh(Meter.LOAD);
    Double in = kwh(Meter.GRID_IN);
    return load == null || in == null || load == 0 ? null : rounded(Math.max(0, 1 - in / load));
  }

  /** The part of the panels' energy that did not go to the grid. */
  private @Nullable Double selfConsumption() {
    Double sun = kwh(Meter.PV);
    Double out = kwh(Meter.GRID_OUT);
    return sun == null || out == null || sun == 0 ? null : rounded((sun - out) / sun);
  }

  private double coverage(Meter meter) {
    Energy known = energy.energy().get(meter);
    if (known == null) {
      return meter == Meter.GRID_OUT && feedsNothing ? 1 : 0;
    }
    long length = Math.max(0, Math.min(energy.to(), now) - energy.from());
    return rounded(known.coverage(length, energy.units()));
  }

  private @Nullable Map<String, Object> peak(@Nullable Peak peak) {
    return peak == null ? null : Map.of("watts", peak.watts(), "at", Moments.iso(peak.at(), zone));
  }

  private static double rounded(double part) {
    return Math.round(1_000 * part) / 1_000.0;
  }
}
