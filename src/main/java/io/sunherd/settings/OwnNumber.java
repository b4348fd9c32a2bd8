package io.sunherd.settings;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.table.Setting;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Which number a unit has on its parallel bus: where a command names units by number, the roll call
 * has to tell that of this one, by its serial number and beyond doubt.
 */
final class OwnNumber {
  /** The number is not known. */
  static final int UNKNOWN = -1;

  private static final int MOST = 9;

  private final Exchange exchange;

  OwnNumber(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * The number to be written into the command, read afresh where it matters.
   *
   * @return {@link #UNKNOWN} where it matters, and is not known; fails where the unit cannot be
   *     asked
   */
  Future<Integer> of(Setting setting, Route route) {
    Setting.Need need = setting.need();
    String rollCall = need == null ? null : need.rollCall();
    if (need == null || rollCall == null || need.isMet(route.cable().facts().values())) {
      return Future.succeededFuture(route.digit());
    }
    String serial = route.unit().serial();
    return serial == null || route.isOverTheBus()
        ? Future.succeededFuture(UNKNOWN)
        : called(new Call(route.cable().id(), rollCall, serial), 0, UNKNOWN);
  }

  private record Call(String cable, String code, String serial) {}

  /** Goes on until nobody answers to a number; one serial number under two is no answer. */
  private Future<Integer> called(Call call, int number, int found) {
    if (number > MOST) {
      return Future.succeededFuture(found);
    }
    return exchange
        .readIfTold(call.cable(), call.code() + number, 0)
        .compose(
            told -> {
              String serial = serial(told);
              if (serial == null) {
                return Future.succeededFuture(found);
              }
              boolean isIt = serial.equals(call.serial());
              return isIt && found != UNKNOWN
                  ? Future.succeededFuture(UNKNOWN)
                  : called(call, number + 1, isIt ? number : found);
            });
  }

  /** The serial number of the unit that answers; null where none does. */
  private static @Nullable String serial(@Nullable Reading told) {
    return told == null
            || Boolean.FALSE.equals(told.data().get("exists"))
            || !(told.data().get("serial_number") instanceof String serial)
        ? null
        : serial;
  }

  /** The setting as it can be sent with this number. */
  static Setting with(Setting setting, int number) {
    Setting.Need need = setting.need();
    boolean isKnown = need != null && need.rollCall() != null && number != UNKNOWN;
    return isKnown ? setting.numbered() : setting;
  }
}
