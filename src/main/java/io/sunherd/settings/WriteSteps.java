package io.sunherd.settings;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which several settings of one unit can be written, found before anything is sent: at
 * the end each value must be allowed beside all the others, and each step must be allowed beside
 * what the unit has at that moment.
 *
 * @param judge knows the limits of the owner
 * @param cable the unit with the cable that leads there
 * @param numbers by setting, the number by which its command is to name the unit
 */
record WriteSteps(ChangeJudge judge, SettableUnit cable, Map<String, Integer> numbers) {

  /**
   * The writes in an order in which each step is allowed, as near to the given one as can be.
   *
   * @throws Refusal where a value is not allowed in the end, or no such order exists
   */
  List<Wish> of(List<Wish> wishes) {
    Facts present = cable.facts();
    Facts wished = present;
    for (Wish wish : wishes) {
      wished = wished.with(wish.setting().name(), wish.value());
    }
    for (Wish wish : wishes) {
      judge.check(wish.setting(), wish.value(), wished);
    }
    List<Wish> left = new ArrayList<>(wishes);
    List<Wish> order = new ArrayList<>();
    Facts now = present;
    while (!left.isEmpty()) {
      Wish next = next(left, now);
      left.remove(next);
      order.add(next);
      now = now.with(next.setting().name(), next.value());
    }
    return order;
  }

  /** The first that the unit can be sent as it is then. */
  private Wish next(List<Wish> left, Facts now) {
    Refusal first = null;
    for (Wish wish : left) {
      Refusal why = hindrance(wish, now);
      if (why == null) {
        return wish;
      }
      first = first == null ? why : first;
    }
    throw first == null ? new IllegalStateException("Nothing is left.") : first;
  }

  private @Nullable Refusal hindrance(Wish wish, Facts now) {
    Setting setting = wish.setting();
    int number = numbers.getOrDefault(setting.name(), 0);
    try {
      judge.check(setting, wish.value(), now);
      Partner.requireCredible(setting, cable, now);
      OwnNumber.with(setting, number).commands(wish.value(), Math.max(0, number), now.values());
      return null;
    } catch (Refusal e) {
      return e;
    } catch (ProtocolException e) {
      return Refusal.bad(String.valueOf(e.getMessage()));
    }
  }
}
