package io.sunherd.sim.plant;

import io.sunherd.protocol.SerialNumber;
import io.sunherd.sim.fault.Faults;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One house: panels, bank, grid and load, and the unit or the paralleled units between them. Each
 * carries its share of the load over one shared bank.
 */
public final class Plant {
  private final Profile profile;
  private final Clock clock;
  private final Weather weather;
  private final Household household;
  private final Meters meters;
  private final Noise shares;
  private final Bank bank;
  private final List<Eeprom> settings = new ArrayList<>();
  private final List<Faults> faults = new ArrayList<>();
  private final List<TreeMap<Long, Policy>> policies = new ArrayList<>();
  private final Timeline timeline;
  private final long[] energyErased;
  private int members;
  private long version;

  /**
   * A plant.
   *
   * @param number distinguishes plants with the same seed: another house with the same weather
   * @param places the number of places for units
   * @param members how many units are on
   */
  public Plant(Profile profile, long seed, int number, int places, int members, Clock clock) {
    Noise noise = new Noise(seed);
    Noise own = noise.of(profile.name() + "/" + number);
    this.profile = profile;
    this.clock = clock;
    this.members = members;
    this.weather = new Weather(noise.of("weather"));
    this.household = new Household(own.of("household"));
    this.shares = own.of("shares");
    this.meters = new Meters(profile, weather, own.of("meters"));
    this.bank = new Bank(profile.ratings().batteryVolts(), profile.ratings().ampHours());
    this.energyErased = new long[places];
    for (int i = 0; i < places; i++) {
      Eeprom eeprom = new Eeprom(profile, serial(profile, seed, number + i), places > 1);
      settings.add(eeprom);
      faults.add(new Faults());
      policies.add(new TreeMap<>(Map.of(Long.MIN_VALUE, eeprom.policy())));
      energyErased[i] = Long.MIN_VALUE;
    }
    this.timeline = new Timeline(State.built(places), this::step);
  }

  /** 14 digits: maker, year and place as on real units, then random digits and the number. */
  private static String serial(Profile profile, long seed, int number) {
    long chance = (long) (new Noise(seed).of("serial/" + profile.name()).at(number) * 10_000_000);
    return "92932" + String.valueOf(10_000_000 + chance).substring(1) + number / 10 + number % 10;
  }

  /** The present second, in local standard time since 1970. */
  public long second() {
    Instant now = clock.instant();
    return now.getEpochSecond()
        + clock.getZone().getRules().getStandardOffset(now).getTotalSeconds();
  }

  public Clock clock() {
    return clock;
  }

  public Profile profile() {
    return profile;
  }

  public Eeprom settings(int unit) {
    return settings.get(unit);
  }

  public Faults faults(int unit) {
    return faults.get(unit);
  }

  /** The serial number that a unit reports. */
  public String serial(int unit) {
    return faults(unit).has(Faults.Kind.PLACEHOLDER) ? SerialNumber.RESET : settings(unit).serial();
  }

  /** How many places for units there are. */
  public int places() {
    return settings.size();
  }

  public synchronized int members() {
    return members;
  }

  /**
   * The place of the unit that has a number on the parallel bus, and the number of one at a place.
   * Numbers change when units are switched off and on, places do not.
   */
  public int placeOf(int number) {
    boolean turned = faults.stream().anyMatch(unit -> unit.has(Faults.Kind.RENUMBER));
    return turned && number < members() ? members() - 1 - number : number;
  }

  /** Switches on the units up to this number of them. */
  public synchronized void join(int count) {
    if (count > members) {
      members = count;
      version++;
    }
  }

  /** Changes with everything that changes an answer, except time. */
  public synchronized long version() {
    return version + faults.stream().mapToLong(Faults::version).sum();
  }

  /** The measured values of a unit. */
  public synchronized Moment moment(int unit, long second) {
    State state = timeline.at(second);
    return meters.read(
        bank, settings.get(unit), unit, second, state.charge(), flow(unit, state, second));
  }

  /** Settings have changed: they control the plant from this second on. */
  public synchronized void settingsChanged(int unit, long second) {
    policies.get(unit).put(second, settings.get(unit).policy());
    timeline.forgetAfter(second);
    version++;
  }

  /** Sets the energy counters of a unit to zero. */
  public synchronized void eraseEnergy(int unit, long second) {
    energyErased[unit] = second;
    version++;
  }

  /**
   * Energy between two seconds, up to now and without what was erased, in Wh.
   *
   * @param load whether that of the load, else that of the panels
   */
  public synchronized long energy(int unit, boolean load, long from, long to, long now) {
    long start = Math.max(from, Math.max(energyErased[unit], Timeline.BUILT * Weather.DAY));
    long end = Math.min(to, now);
    return end <= start ? 0 : total(unit, load, end) - total(unit, load, start);
  }

  private long total(int unit, boolean load, long second) {
    State state =
        second % Weather.DAY == 0 ? timeline.midnight(second / Weather.DAY) : timeline.at(second);
    return (long) (load ? state.load() : state.pv())[unit];
  }

  private Policy policy(int unit, long second) {
    return policies.get(unit).floorEntry(second).getValue();
  }

  private Flow flow(int unit, State state, long second) {
    double sun = weather.sun(second) * profile.ratings().watts() * (1 + 0.06 * shares.at(unit));
    Policy policy = policy(unit, second).at(second);
    double wanted =
        household.load(second) * profile.ratings().watts() * (1 + 0.02 * shares.at(unit + 100L));
    double demand = policy.outputOn() ? wanted : 0;
    return Flow.divide(
        policy, bank, state.charge(), weather.gridPresent(second), state.onBattery(), sun, demand);
  }

  private State step(State state, long second) {
    double hours = Timeline.STEP / 3600.0;
    int places = places();
    double[] pv = state.pv().clone();
    double[] load = state.load().clone();
    double in = 0;
    double out = 0;
    for (int i = 0; i < places; i++) {
      Flow flow = flow(i, state, second);
      pv[i] += flow.pv() * hours;
      load[i] += flow.load() * hours;
      in += flow.solarCharge() + flow.gridCharge();
      out += flow.discharge();
    }
    double stored = (0.97 * in - out) * hours / (places * bank.wattHours());
    double charge = Math.min(1, Math.max(0, state.charge() + stored));
    return new State(charge, onBattery(state, policy(0, second), in - out, places), pv, load);
  }

  /** Back to the grid when the bank is low, back to the battery when it has recovered. */
  private boolean onBattery(State state, Policy policy, double net, int places) {
    double volts =
        net > 0
            ? bank.charging(state.charge(), policy)
            : bank.discharging(state.charge(), -net / places);
    if (volts < policy.backToGrid()) {
      return false;
    }
    boolean recovered =
        policy.backToBattery() > 0 ? volts >= policy.backToBattery() : bank.isFull(state.charge());
    return state.onBattery() || recovered;
  }
}
