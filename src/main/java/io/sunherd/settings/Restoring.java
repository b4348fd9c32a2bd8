package io.sunherd.settings;

import io.sunherd.bus.Change;
import io.sunherd.bus.Restore;
import io.sunherd.bus.Verdict;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Restores saved settings of a unit: writes only what differs, in an order in which every step is
 * allowed. The turn of the unit must be held.
 */
final class Restoring {
  private final SettableUnits units;
  private final ChangeJudge judge;
  private final Exchange exchange;
  private final SettingWriter writer;

  Restoring(SettableUnits units, ChangeJudge judge, Exchange exchange, SettingWriter writer) {
    this.units = units;
    this.judge = judge;
    this.exchange = exchange;
    this.writer = writer;
  }

  /** A restore under way. */
  private record Course(
      Restore asked,
      SettableUnit unit,
      @Nullable String serial,
      List<Wish> pending,
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
      body.put("changed", !written.isEmpty() && status == 200);
      return new Verdict(status, body);
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
    return read(course).compose(read -> begin(course));
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

  private Future<?> read(Course course) {
    Map<String, String> asked = new LinkedHashMap<>();
    for (Wish wish : course.pending()) {
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

  private Future<Verdict> begin(Course course) {
    course.pending().removeIf(wish -> isUnknown(course, wish) || isSo(wish));
    for (Wish wish : course.pending()) {
      Map<String, @Nullable Object> difference = new LinkedHashMap<>();
      difference.put("setting", wish.setting().name());
      difference.put("cmd", wish.setting().code());
      difference.put("from", now(wish));
      difference.put("to", wish.value());
      difference.put("dangerous", wish.setting().dangerous());
      course.differences().add(difference);
    }
    if (course.asked().dryRun()) {
      return Future.succeededFuture(course.verdict(200, null));
    }
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
    return write(course);
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

  /** Writes the first setting that the present ones allow, then checks the rest again. */
  private Future<Verdict> write(Course course) {
    course.pending().removeIf(this::isSo);
    if (course.pending().isEmpty()) {
      return Future.succeededFuture(course.verdict(200, null));
    }
    Facts facts = units.cable(course.unit()).facts();
    Wish next =
        course.pending().stream()
            .filter(wish -> isAllowed(wish, facts))
            .findFirst()
            .orElse(course.pending().get(0));
    course.pending().remove(next);
    Wish real =
        Wish.of(next.actor(), next.unit(), next.setting(), next.value(), false)
            .meant(course.serial());
    return writer
        .write(real)
        .otherwise(failure -> Refusal.of(failure).done())
        .compose(
            done -> {
              Map<String, @Nullable Object> told = new LinkedHashMap<>();
              told.put("setting", next.setting().name());
              told.put("status", done.verdict().status());
              told.putAll(done.verdict().body());
              course.written().add(told);
              return done.isWell()
                  ? write(course)
                  : Future.succeededFuture(
                      course.verdict(
                          done.verdict().status(),
                          "Stopped at "
                              + next.setting().name()
                              + ": "
                              + done.verdict().body().get("error")));
            });
  }

  private boolean isAllowed(Wish wish, Facts facts) {
    try {
      judge.check(wish.setting(), wish.value(), facts);
      return true;
    } catch (Refusal e) {
      return false;
    }
  }
}
