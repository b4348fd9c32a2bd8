package io.sunherd.sim.plant;

/**
 * The battery bank behind one unit.
 *
 * @param volts nominal voltage: 12, 24 or 48
 * @param ampHours capacity
 */
record Bank(int volts, double ampHours) {
  private static final double FULL = 0.985;
  private static final double TAPER = 0.85;
  private static final double BULK_RATE = 0.3;
  private static final double TRICKLE_RATE = 0.01;

  /** Capacity in Wh. */
  double wattHours() {
    return volts * ampHours;
  }

  /** Voltage without any current. */
  double resting(double charge) {
    return volts * (0.87 + 0.195 * charge);
  }

  /** Whether it is full, so that the charger holds float voltage. */
  boolean isFull(double charge) {
    return charge >= FULL;
  }

  /** Whether it is empty. */
  boolean isEmpty(double charge, double cutOff) {
    return charge <= 0.01 || resting(charge) <= cutOff;
  }

  /** The highest current it takes, in A. */
  double acceptance(double charge) {
    double taper = Math.min(1, Math.max(0, (1 - charge) / (1 - TAPER)));
    return ampHours * (TRICKLE_RATE + (BULK_RATE - TRICKLE_RATE) * taper);
  }

  /** Voltage while it is charged. */
  double charging(double charge, Policy policy) {
    if (isFull(charge)) {
      return policy.floatVolts();
    }
    double way = Math.min(1, charge / TAPER);
    double rest = resting(charge);
    return rest + Math.max(0, policy.bulkVolts() - rest) * (0.25 + 0.75 * way * way * way);
  }

  /** Voltage while this power is drawn, in W. */
  double discharging(double charge, double watts) {
    double rest = resting(charge);
    return rest - watts / rest * volts * 0.02 / ampHours;
  }
}
