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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  /** A restore under way. */
  private record Course(
      Restore asked,
      SettableUnit unit,
      @Nullable String serial,
      List<Wish> pending,
      List<Wish> reached,
      Map<String, Integer> numbers,
      Set<String> unknown,
      List<Map<String, @Nullable Object>> differences,
      List<Map<String, @Nullable Object>> written) {

    Verdict verdict(int status, @Nullable Object error) {
      Map<String, @Nullable Object> body = new LinkedHashMap<>();
      if (error != null) {
        body.put("error", error);
      }
      if (asked.dryRun()) {
        body.put("dry_run", true);
      }
      body.put("inverter", unit.id());
      body.put("serial", serial);
      body.put("differences", differences);
      body.put("unknown", List.copyOf(unknown));
      body.put("written", written);
      body.put("not_sent", pending.stream().map(wish -> wish.setting().name()).toList());
      body.put("changed", isChanged());
      return new Verdict(status, body);
    }

    /** Whether the unit has another value now than before; null where nobody knows. */
    private @Nullable Boolean isChanged() {
      boolean isOpen =
          written.stream()
              .anyMatch(one -> one.containsKey("changed") && one.get("changed") == null);
      boolean isTrue = written.stream().anyMatch(one -> Boolean.TRUE.equals(one.get("changed")));
      return (isTrue || !isOpen) ? (Boolean) isTrue : null;
    }
  }

  /** Restores what can be written to this unit; refuses values that no such unit accepts. */
  Future<Verdict> restore(Restore asked, SettableUnit unit) {
    Course course =
        new Course(
            asked,
            unit,
            unit.serial(),
            new ArrayList<>(),
            new ArrayList<>(),
            new HashMap<>(),
            new TreeSet<>(),
            new ArrayList<>(),
            new ArrayList<>());
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

  /** Reads what else those are judged by that differ. */
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

  /** All at once: nothing is written of what cannot be written as a whole. */
  private Future<Verdict> ordered(Course course) {
    List<Wish> order = inOrder(course);
    requireConfirmation(course);
    order.forEach(writer::requireBudget);
    course.pending().clear();
    course.pending().addAll(order);
    return write(course);
  }

  private List<Wish> inOrder(Course course) {
    return new Itinerary(judge, units.cable(course.unit()), course.numbers()).of(course.pending());
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

  /** Puts aside what is as it should be. */
  private void takeReached(Course course) {
    course.pending().stream().filter(this::isSo).forEach(course.reached()::add);
    course.pending().removeIf(this::isSo);
  }

  /**
   * A battery type was set, which may have brought values of its own: what was as it should be and
   * is not any more is set again, behind the type.
   */
  private Future<Verdict> restored(Course course) {
    List<Wish> all = new ArrayList<>(course.reached());
    all.addAll(course.pending());
    return read(all)
        .compose(
            read -> {
              course.reached().stream()
                  .filter(wish -> !isSo(wish))
                  .map(this::difference)
                  .forEach(course.differences()::add);
              course.reached().clear();
              course.pending().clear();
              course.pending().addAll(all);
              takeReached(course);
              return prepare(course);
            })
        .compose(read -> ordered(course))
        .otherwise(
            failure ->
                course.verdict(
                    Refusal.CONFLICT,
                    "The battery type was set, and what it brought along could not be set back: "
                        + Refusal.of(failure).getMessage()));
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
      return Future.succeededFuture(course.verdict(200, null));
    }
    Wish next = course.pending().remove(0);
    Wish real =
        Wish.of(next.actor(), next.unit(), next.setting(), next.value(), false)
            .meant(course.serial());
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
              course.reached().add(next);
              return next.setting().name().equals(BATTERY_TYPE) ? restored(course) : write(course);
            });
  }

  /** A request of which a part was done was no bad one: the unit has changed meanwhile. */
  private static Verdict stopped(Course course, Wish at, Done done, boolean isFirst) {
    int status = done.verdict().status();
    boolean isOfRequest = status == Failure.BAD_REQUEST.code() || status == Failure.UNKNOWN.code();
    return course.verdict(
        isOfRequest && !isFirst ? Refusal.CONFLICT : status,
        "Stopped at " + at.setting().name() + ": " + done.verdict().body().get("error"));
  }
}
