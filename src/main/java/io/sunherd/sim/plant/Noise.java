package io.sunherd.sim.plant;

/**
 * Reproducible random numbers: the same seed, topic and place always give the same number.
 *
 * @param seed the seed of the numbers
 */
record Noise(long seed) {

  /** Separate random numbers for a part of the simulation. */
  Noise of(String topic) {
    return new Noise(mix(seed ^ (topic.hashCode() * 0x9E3779B97F4A7C15L)));
  }

  /** A number from 0 up to, but not, 1, unrelated to its neighbours. */
  double at(long place) {
    return (mix(seed + place * 0xD1342543DE82EF95L) >>> 11) * 0x1.0p-53;
  }

  /** A number from 0 to 1 that changes smoothly with its place. */
  double smooth(double place) {
    long left = (long) Math.floor(place);
    double way = place - left;
    double eased = way * way * (3 - 2 * way);
    return at(left) * (1 - eased) + at(left + 1) * eased;
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
