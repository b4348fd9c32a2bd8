package io.sunherd.sim.plant;

/**
 * The measured values of one unit in one second, rounded as the unit shows them.
 *
 * @param flow the flow of power behind it
 * @param charge state of charge of the bank, 0 to 1
 * @param gridVolts 0 without a grid
 * @param gridHertz 0 without a grid
 * @param outVolts 0 with the output off
 * @param outHertz 0 with the output off
 * @param va apparent power of the load
 * @param watts active power of the load
 * @param batteryVolts voltage at the terminals
 * @param chargeAmps current into the battery
 * @param dischargeAmps current out of the battery
 * @param pv1Volts voltage of the first string, 0 in the dark
 * @param pv1Watts power of the first string
 * @param pv2Volts voltage of the second string, 0 in the dark or without one
 * @param pv2Watts power of the second string
 * @param celsius heat sink temperature
 * @param full whether the charger is in its float stage
 */
public record Moment(
    Flow flow,
    double charge,
    double gridVolts,
    double gridHertz,
    double outVolts,
    double outHertz,
    int va,
    int watts,
    double batteryVolts,
    int chargeAmps,
    int dischargeAmps,
    double pv1Volts,
    int pv1Watts,
    double pv2Volts,
    int pv2Watts,
    int celsius,
    boolean full) {

  public double pv1Amps() {
    return pv1Volts > 0 ? pv1Watts / pv1Volts : 0;
  }

  public double pv2Amps() {
    return pv2Volts > 0 ? pv2Watts / pv2Volts : 0;
  }

  public boolean solarCharges() {
    return flow.solarCharge() > 0.5;
  }

  public boolean gridCharges() {
    return flow.gridCharge() > 0.5;
  }

  public boolean gridPresent() {
    return gridVolts > 0;
  }

  public boolean outputOn() {
    return outVolts > 0;
  }
}
