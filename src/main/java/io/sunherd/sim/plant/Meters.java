package io.sunherd.sim.plant;

/** Turns power flows into the values that a unit measures. */
final class Meters {
  private static final double SECOND_STRING = 0.45;

  private final Profile profile;
  private final Weather weather;
  private final Noise noise;

  Meters(Profile profile, Weather weather, Noise noise) {
    this.profile = profile;
    this.weather = weather;
    this.noise = noise;
  }

  Moment read(Bank bank, Eeprom settings, int unit, long second, double charge, Flow flow) {
    Policy policy = settings.policy().at(second);
    double in = flow.solarCharge() + flow.gridCharge();
    double volts =
        in > 0.5 ? bank.charging(charge, policy) : bank.discharging(charge, flow.discharge());
    boolean grid = weather.gridPresent(second);
    double gridVolts = grid ? Ratings.AC_VOLTS * weather.gridLevel(second) : 0;
    double gridHertz = grid ? 50 * weather.gridPace(second) : 0;
    boolean line = flow.mode() == Flow.Mode.LINE;
    boolean on = flow.mode() != Flow.Mode.STANDBY && policy.outputOn();
    double nominal = settings.number("ac_output_rating_voltage");
    double hertz = settings.number("ac_output_rating_frequency");
    double factor = 0.9 + 0.08 * noise.smooth(second / 90.0 + unit * 1000);
    double secondString = profile.ratings().trackers() > 1 ? SECOND_STRING * flow.pv() : 0;
    double string = weather.sun(second) > 0.002 ? profile.ratings().stringVolts() : 0;
    double sag = 0.88 + 0.1 * noise.smooth(second / 75.0 + unit * 1000);
    double heat =
        14 * flow.load() / profile.ratings().watts() + 10 * flow.pv() / profile.ratings().watts();
    return new Moment(
        flow,
        charge,
        gridVolts,
        gridHertz,
        !on ? 0 : line ? gridVolts : nominal + 0.4 * (noise.at(second) - 0.5),
        !on ? 0 : line ? gridHertz : hertz,
        (int) Math.round(flow.load() / factor),
        (int) Math.round(flow.load()),
        volts,
        (int) Math.round(in / volts),
        (int) Math.round(flow.discharge() / volts),
        string * sag,
        (int) Math.round(flow.pv() - secondString),
        profile.ratings().trackers() > 1 ? string * (sag - 0.03) : 0,
        (int) Math.round(secondString),
        (int) Math.round(weather.air(second) + 4 + heat),
        bank.isFull(charge));
  }
}
