package io.sunherd.sim.plant;

/**
 * Sun and grid at the house, by standard time of day. Times are seconds of local standard time
 * since 1970, so that no hour is missing or comes twice.
 */
final class Weather {
  static final long DAY = 86_400;

  private static final double HOUR = 3600;
  private static final double LONGEST_DAY = 172;
  private static final double CLOUD = 900;
  private static final double GUST = 45;
  private static final double OUTAGE_CHANCE = 0.06;
  private static final double OUTAGE = 40 * 60;

  private final Noise haze;
  private final Noise clouds;
  private final Noise gusts;
  private final Noise grid;

  Weather(Noise noise) {
    this.haze = noise.of("haze");
    this.clouds = noise.of("clouds");
    this.gusts = noise.of("gusts");
    this.grid = noise.of("grid");
  }

  /** The power of the sun on the panels, 0 to 1. */
  double sun(long second) {
    long day = Math.floorDiv(second, DAY);
    double hour = Math.floorMod(second, DAY) / HOUR;
    double season = Math.cos(2 * Math.PI * (day % 365.25 - LONGEST_DAY) / 365.25);
    double length = 12 + 2.6 * season;
    double way = (hour - (12.5 - length / 2)) / length;
    if (way <= 0 || way >= 1) {
      return 0;
    }
    double height = Math.sin(Math.PI * way);
    double clear = 0.8 + 0.2 * season;
    double cover = 0.75 * haze.at(day) * clouds.smooth(second / CLOUD);
    double flicker = 0.06 * cover * gusts.smooth(second / GUST);
    return height * Math.sqrt(height) * clear * (1 - cover) + flicker * height;
  }

  /** Whether the grid is there; now and then a day has a power cut. */
  boolean gridPresent(long second) {
    long day = Math.floorDiv(second, DAY);
    if (grid.at(day) >= OUTAGE_CHANCE) {
      return true;
    }
    double start = grid.at(-day) * (DAY - OUTAGE);
    double time = Math.floorMod(second, DAY);
    return time < start || time >= start + OUTAGE;
  }

  /** Grid voltage relative to nominal. */
  double gridLevel(long second) {
    return 0.985 + 0.03 * grid.smooth(second / 120.0);
  }

  /** Grid frequency relative to nominal. */
  double gridPace(long second) {
    return 0.999 + 0.002 * grid.smooth(second / 60.0 + 0.5);
  }

  /** Air temperature in °C. */
  double air(long second) {
    double hour = Math.floorMod(second, DAY) / HOUR;
    return 21 + 6 * Math.sin(2 * Math.PI * (hour - 9) / 24);
  }
}
