package io.sunherd.settings;

import io.sunherd.bus.Change;
import io.sunherd.bus.Failure;
import io.sunherd.bus.Restore;
import io.sunherd.bus.Verdict;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Setting;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Restores saved settings of a unit: writes only what differs, in an order in which every step is
 * allowed. All is judged before anything is sent. The turn of the unit must be held.
 */
final class Restoring {
  private static final String BATTERY_TYPE = "battery_type";

  private final SettableUnits units;
  private final ChangeJudge judge;
  private final Exchange exchange;
  private final Survey survey;
  private final SettingWriter writer;

  Restoring(
      SettableUnits units,
      ChangeJudge judge,
      Exchange exchange,
      Survey survey,
      SettingWriter writer) {
    this.units = units;
    this.judge = judge;
    this.exchange = exchange;
    this.survey = survey;
    this.writer = writer;
  }

  /** Restores what can be written to this unit; refuses values that no such unit accepts. */
  Future<Verdict> restore(Restore asked, SettableUnit unit) {
    Course course = Course.of(asked, unit);
    Dialect dialect = units.cable(unit).dialect();
    asked
        .values()
        .forEach(
            (name, value) -> {
              Setting setting = dialect.setting(name).orElse(null);
              if (setting == null || setting.proof() == null || setting.moves()) {
                course.unknown().add(name);
              } else {
                Change change =
                    new Change(asked.actor(), unit.id(), name, value, false, true, true);
                course.pending().add(judge.wish(change, unit));
              }
            });
    course
        .pending()
        .sort(
            Comparator.<Wish>comparingInt(wish -> rank(dialect, wish))
                .thenComparing(wish -> dialect.settings().indexOf(wish.setting())));
    unit.requireOnline();
    unit.requireMeant(asked.serial());
    return read(course.pending()).compose(read -> begin(course));
  }

  /** First what others can only be written behind, and last what they cannot be written behind. */
  private static int rank(Dialect dialect, Wish wish) {
    String value = wish.value().toString();
    return dialect.settings().stream()
        .map(Setting::need)
        .filter(need -> need != null && need.setting().equals(wish.setting().name()))
        .findFirst()
        .map(need -> need != null && need.values().contains(value) ? 0 : 2)
        .orElse(1);
  }

  private Future<?> read(List<Wish> wishes) {
    Map<String, String> asked = new LinkedHashMap<>();
    for (Wish wish : wishes) {
      Route route = Route.of(wish.unit(), wish.setting(), units);
      String proof = route.proof();
      if (proof != null) {
        asked.put(proof, route.asked());
      }
    }
    Future<?> read = Future.succeededFuture();
    for (Map.Entry<String, String> one : asked.entrySet()) {
      read = read.compose(before -> exchange.read(one.getValue(), one.getKey(), 0));
    }
    return read;
  }

  /** Reads the values that are needed to judge the settings that differ. */
  private Future<?> prepare(Course course) {
    Future<?> read = Future.succeededFuture();
    for (Wish wish : course.pending()) {
      Setting setting = wish.setting();
      Route route = Route.of(wish.unit(), setting, units);
      read =
          read.compose(before -> survey.prepare(setting, route))
              .onSuccess(number -> course.numbers().put(setting.name(), number));
    }
    return read;
  }

  private Future<Verdict> begin(Course course) {
    course.pending().removeIf(wish -> isUnknown(course, wish));
    takeReached(course);
    return prepare(course).compose(read -> judged(course));
  }

  private Future<Verdict> judged(Course course) {
    course.pending().forEach(wish -> course.differences().add(difference(wish)));
    if (course.asked().dryRun()) {
      List<Wish> unused = inOrder(course);
      course.pending().clear();
      return Future.succeededFuture(course.verdict(200, null));
    }
    return ordered(course);
  }

  /** Judges all first: if one of them cannot be written, nothing is written. */
  private Future<Verdict> ordered(Course course) {
    List<Wish> order = inOrder(course);
    requireConfirmation(course);
    order.forEach(writer::requireBudget);
    course.pending().clear();
    course.pending().addAll(order);
    return write(course);
  }

  private List<Wish> inOrder(Course course) {
    return new WriteSteps(judge, units.cable(course.unit()), course.numbers()).of(course.pending());
  }

  private Map<String, @Nullable Object> difference(Wish wish) {
    Map<String, @Nullable Object> difference = new LinkedHashMap<>();
    difference.put("setting", wish.setting().name());
    difference.put("cmd", wish.setting().code());
    difference.put("from", now(wish));
    difference.put("to", wish.value());
    difference.put("dangerous", wish.setting().dangerous());
    return difference;
  }

  /** Leaves out the settings that already have the wanted value. */
  private void takeReached(Course course) {
    course.pending().stream().filter(this::isSo).forEach(course.reached()::add);
    course.pending().removeIf(this::isSo);
  }

  /**
   * A battery type was set, which may have brought values of its own: what was as it should be and
   * is not any more is set again, behind the type. The type itself is not: a unit that does not
   * keep it would be written again and again.
   */
  private Future<Verdict> restored(Course course) {
    List<Wish> all = new ArrayList<>(course.reached());
    all.addAll(course.pending());
    return read(all)
        .compose(
            read -> {
              course.reached().clear();
              course.pending().clear();
              course.pending().addAll(all);
              course.pending().removeIf(wish -> isUnknown(course, wish));
              takeReached(course);
              course.pending().stream()
                  .filter(wish -> !course.differs(wish.setting()))
                  .map(this::difference)
                  .forEach(course.differences()::add);
              return prepare(course);
            })
        .compose(read -> ordered(course))
        .otherwise(failure -> stoppedBehind(course, Refusal.of(failure)));
  }

  private static Verdict stoppedBehind(Course course, Refusal why) {
    return course.verdict(
        later(why.status()), "Stopped behind " + BATTERY_TYPE + ": " + why.sentence());
  }

  private static void requireConfirmation(Course course) {
    String dangerous =
        course.pending().stream()
            .map(Wish::setting)
            .filter(Setting::dangerous)
            .map(Setting::name)
            .collect(Collectors.joining(", "));
    if (!dangerous.isEmpty() && !course.asked().confirm()) {
      throw Refusal.bad(
              "This writes "
                  + dangerous
                  + ", which can drop the load, harm the battery or lose settings: send"
                  + " \"confirm\": true with it if you mean it.")
          .with("confirm", "required")
          .with("differences", course.differences());
    }
  }

  /** Whether this unit does not show a setting. */
  private boolean isUnknown(Course course, Wish wish) {
    boolean isUnknown = now(wish) == null;
    if (isUnknown) {
      course.unknown().add(wish.setting().name());
    }
    return isUnknown;
  }

  private boolean isSo(Wish wish) {
    Object now = now(wish);
    return now != null && wish.setting().isKept(wish.value(), now);
  }

  private @Nullable Object now(Wish wish) {
    Route route = Route.of(wish.unit(), wish.setting(), units);
    String proof = route.proof();
    var reading = proof == null ? null : units.get(route.asked()).reading(proof);
    return reading == null ? null : wish.setting().shown(reading.data());
  }

  /** Writes one after the other, until one fails. */
  private Future<Verdict> write(Course course) {
    takeReached(course);
    if (course.pending().isEmpty()) {
      return Future.succeededFuture(ended(course));
    }
    Wish next = course.pending().remove(0);
    Wish real =
        Wish.of(next.actor(), next.unit(), next.setting(), next.value(), false)
            .meant(course.serial())
            .inGroup(course.group());
    return writer
        .write(real)
        .otherwise(failure -> Refusal.of(failure).done())
        .compose(
            done -> {
              boolean isFirst = course.written().isEmpty();
              Map<String, @Nullable Object> told = new LinkedHashMap<>();
              told.put("setting", next.setting().name());
              told.put("status", done.verdict().status());
              told.putAll(done.verdict().body());
              course.written().add(told);
              if (!done.isWell()) {
                return Future.succeededFuture(stopped(course, next, done, isFirst));
              }
              if (next.setting().name().equals(BATTERY_TYPE)) {
                course.types().add(next);
                return restored(course);
              }
              course.reached().add(next);
              return write(course);
            });
  }

  /** All is written; whether the battery type is still as it was set is looked at once more. */
  private Verdict ended(Course course) {
    for (Wish type : course.types()) {
      Object now = now(type);
      if (now != null && !isSo(type)) {
        return course.verdict(
            Refusal.CONFLICT,
            "%s was set to %s, but %s has %s by now: the unit, or its BMS, does not keep it."
                .formatted(BATTERY_TYPE, type.value(), course.unit().id(), now));
      }
    }
    return course.verdict(200, null);
  }

  private static Verdict stopped(Course course, Wish at, CompletedWrite done, boolean isFirst) {
    int status = done.verdict().status();
    return course.verdict(
        isFirst ? status : later(status),
        "Stopped at " + at.setting().name() + ": " + done.verdict().body().get("error"));
  }

  /** A request of which a part was done was not wrong: the unit has changed meanwhile. */
  private static int later(int status) {
    boolean isOfRequest = status == Failure.BAD_REQUEST.code() || status == Failure.UNKNOWN.code();
    return isOfRequest ? Refusal.CONFLICT : status;
  }
}
