package io.sunherd.sim.plant;

/**
 * The state of a plant after a step.
 *
 * @param charge state of charge of the bank, 0 to 1
 * @param onBattery whether units set to SBU run on battery
 * @param pv energy from the panels of each unit since it was built, in Wh
 * @param load energy to the house of each unit since it was built, in Wh
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never handed out
record State(double charge, boolean onBattery, double[] pv, double[] load) {

  static State built(int units) {
    return new State(0.6, true, new double[units], new double[units]);
  }

  /** The state interpolated between this one and the next. */
  State towards(State next, double part) {
    double[] sun = new double[pv.length];
    double[] used = new double[pv.length];
    for (int i = 0; i < pv.length; i++) {
      sun[i] = pv[i] + (next.pv[i] - pv[i]) * part;
      used[i] = load[i] + (next.load[i] - load[i]) * part;
    }
    return new State(charge + (next.charge - charge) * part, onBattery, sun, used);
  }
}
