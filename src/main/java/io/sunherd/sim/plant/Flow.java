package io.sunherd.sim.plant;

/**
 * The power flows of one unit, in W. They balance: {@code pv + discharge + grid = load +
 * solarCharge + gridCharge}.
 *
 * @param mode what feeds the load
 * @param pv from the panels, as far as it can be used
 * @param load to the house
 * @param grid from the grid; into it where it is below 0
 * @param solarCharge from the panels to the battery
 * @param gridCharge from the grid to the battery
 * @param discharge from the battery
 */
public record Flow(
    Mode mode,
    double pv,
    double load,
    double grid,
    double solarCharge,
    double gridCharge,
    double discharge) {

  /** What feeds the load. */
  public enum Mode {
    LINE("LN", "line"),
    BATTERY("BT", "battery"),
    STANDBY("SB", "standby");

    private final String code;
    private final String word;

    Mode(String code, String word) {
      this.code = code;
      this.word = word;
    }

    /** Its word in QMOD. */
    public String code() {
      return code;
    }

    /** Its word in QPGSn. */
    public String word() {
      return word;
    }
  }

  /** Below this it counts as dark, in W. */
  private static final double DUSK = 20;

  /**
   * Divides the power as a unit with these settings does.
   *
   * @param charge state of charge, 0 to 1
   * @param onBattery whether a unit set to SBU runs on battery
   * @param sun the power available from the panels, in W
   * @param demand the power the house needs, in W
   */
  static Flow divide(
      Policy policy,
      Bank bank,
      double charge,
      boolean gridPresent,
      boolean onBattery,
      double sun,
      double demand) {
    boolean drained = sun < demand && bank.isEmpty(charge, policy.cutOff());
    boolean line = gridPresent && !(policy.isSbu() && onBattery && !drained);
    double volts = bank.charging(charge, policy);
    double room = Math.min(policy.maxCharge(), bank.acceptance(charge)) * volts;
    GridTie tie = policy.gridTie();
    if (tie != null && gridPresent) {
      double store = onBattery && !drained ? tie.mostDrawn() * volts : 0;
      double gridRoom = policy.gridCharges(sun > DUSK) ? policy.maxAcCharge() * volts : 0;
      return tie.divide(sun, demand, room, store, gridRoom);
    }
    if (line) {
      return online(policy, sun, demand, room, policy.maxAcCharge() * volts);
    }
    if (drained) {
      double kept = Math.min(sun, room);
      return new Flow(Mode.STANDBY, kept, 0, 0, kept, 0, 0);
    }
    double used = Math.min(sun, demand);
    double kept = Math.min(sun - used, room);
    return new Flow(Mode.BATTERY, used + kept, demand, 0, kept, 0, demand - used);
  }

  /**
   * The flow on the grid: a unit set to SBU that has come back to the grid charges first, then
   * feeds the load.
   */
  private static Flow online(
      Policy policy, double sun, double demand, double room, double gridRoom) {
    double first = policy.isSbu() && policy.solarCharges() ? Math.min(sun, room) : 0;
    double used = policy.solarFeedsLoad() ? Math.min(sun - first, demand) : 0;
    double kept = policy.solarCharges() ? Math.min(sun - used, room) : 0;
    double bought =
        policy.gridCharges(sun > DUSK) ? Math.min(Math.max(0, room - kept), gridRoom) : 0;
    return new Flow(Mode.LINE, used + kept, demand, demand - used + bought, kept, bought, 0);
  }
}
