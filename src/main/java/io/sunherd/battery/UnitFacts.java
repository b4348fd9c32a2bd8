package io.sunherd.battery;

import io.sunherd.heard.HeardUnit;
import io.sunherd.heard.TimedReading;
import io.sunherd.herd.CountableUnit;
import io.sunherd.protocol.table.BatteryVolts;
import io.sunherd.protocol.table.Inquiry;
import io.sunherd.protocol.table.Setting;
import org.jspecify.annotations.Nullable;

/**
 * What one unit tells of its battery besides what it measures.
 *
 * @param floatVolts the voltage that it keeps a full battery at, or null where it has not told
 * @param cutOffVolts the voltage at which it stops discharging, or null where it has not told
 * @param bms what its battery management tells, or null where none speaks to it
 */
record UnitFacts(@Nullable Double floatVolts, @Nullable Double cutOffVolts, @Nullable Bms bms) {

  /** The name of the inquiry that passes on what a battery management has told. */
  static final String BMS = "bms";

  private static final String CHARGE = "battery_capacity";
  private static final String CONNECTED = "connected";

  /**
   * What a battery management tells.
   *
   * @param soc its state of charge, percent
   * @param at when it was read, epoch milliseconds
   * @param isLive whether that may be taken for how it is now
   */
  record Bms(double soc, long at, boolean isLive) {}

  static UnitFacts of(CountableUnit unit, long nowMs) {
    return new UnitFacts(
        setting(unit, BatteryVolts.FLOATING),
        setting(unit, BatteryVolts.CUT_OFF),
        bms(unit.heard(), nowMs));
  }

  private static @Nullable Double setting(CountableUnit unit, String name) {
    HeardUnit<? extends TimedReading> heard = unit.heard();
    Setting setting = heard.dialect().setting(name).orElse(null);
    Setting.Proof proof = setting == null ? null : setting.proof();
    TimedReading newest = proof == null ? null : heard.newest(proof.inquiry());
    Object value =
        setting == null || newest == null ? null : setting.shown(newest.reading().data());
    return value instanceof Number number && number.doubleValue() > 0
        ? (Double) number.doubleValue()
        : null;
  }

  private static @Nullable Bms bms(HeardUnit<? extends TimedReading> heard, long nowMs) {
    Inquiry inquiry = heard.dialect().inquiry(BMS).orElse(null);
    TimedReading newest = inquiry == null ? null : heard.newest(inquiry.code());
    if (newest == null
        || Boolean.FALSE.equals(newest.reading().data().get(CONNECTED))
        || !(newest.reading().data().get(CHARGE) instanceof Number soc)) {
      return null;
    }
    boolean isLive = !heard.isOffline() && newest.isLive(nowMs);
    return new Bms(soc.doubleValue(), newest.reading().at(), isLive);
  }
}
