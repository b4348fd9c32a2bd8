package io.sunherd.sim.plant;

/** The load of the house, by standard time of day. */
final class Household {
  private static final double HOUR = 3600;
  private static final double SPELL = 1500;
  private static final double MOMENT = 40;
  private static final double KETTLE = 200;

  private final Noise spells;
  private final Noise moments;
  private final Noise kettles;

  Household(Noise noise) {
    this.spells = noise.of("spells");
    this.moments = noise.of("moments");
    this.kettles = noise.of("kettles");
  }

  /** The load as a part of the rated power, about 0.03 to 0.7. */
  double load(long second) {
    double hour = Math.floorMod(second, Weather.DAY) / HOUR;
    double habit = 0.05 + 0.1 * peak(hour, 7.5, 1.2) + 0.07 * peak(hour, 13, 1.5);
    double evening = 0.2 * peak(hour, 19.5, 2.2);
    double waver = 0.6 + 0.8 * spells.smooth(second / SPELL);
    double kettle = kettles.at(Math.floorDiv(second, (long) KETTLE)) < habit * 0.3 ? 0.15 : 0;
    return (habit + evening) * waver + kettle + 0.015 * moments.smooth(second / MOMENT);
  }

  private static double peak(double hour, double at, double width) {
    double away = (hour - at) / width;
    return Math.exp(-away * away);
  }
}
