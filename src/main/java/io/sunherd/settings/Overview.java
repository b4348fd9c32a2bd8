package io.sunherd.settings;

import io.sunherd.bus.Reading;
import io.sunherd.bus.Verdict;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.Setting;
import io.sunherd.settings.audit.Budget;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers the settings of units, and the values they allow. */
final class Overview {
  private static final long AGE_MS = 60_000;

  private final SettableUnits units;
  private final ChangeJudge judge;
  private final Exchange exchange;
  private final Budget budget;
  private final AuditKeeper books;

  Overview(
      SettableUnits units, ChangeJudge judge, Exchange exchange, Budget budget, AuditKeeper books) {
    this.units = units;
    this.judge = judge;
    this.exchange = exchange;
    this.budget = budget;
    this.books = books;
  }

  /** An inquiry to one inverter. */
  private record Question(String inverter, String command) {}

  /** One setting of one unit, as it is answered. */
  private record Row(Setting setting, Map<String, @Nullable Object> json) {}

  /** The settings of one unit. */
  Future<Verdict> of(SettableUnit unit) {
    return rows(unit)
        .map(
            rows -> {
              Map<String, @Nullable Object> body = new LinkedHashMap<>();
              body.put("inverter", unit.id());
              body.put("serial", unit.serial());
              body.put("settings", rows.stream().map(Row::json).toList());
              return new Verdict(200, body);
            });
  }

  /** The settings of all units, side by side. */
  Future<Verdict> sideBySide() {
    List<SettableUnit> all = List.copyOf(units.all());
    List<Future<List<Row>>> asked = all.stream().map(this::rows).toList();
    return Future.all(asked)
        .map(
            done -> {
              Map<String, Map<String, @Nullable Object>> settings = new LinkedHashMap<>();
              for (int i = 0; i < all.size(); i++) {
                for (Row row : asked.get(i).result()) {
                  add(settings, row, all.get(i).id());
                }
              }
              settings.values().forEach(Overview::compare);
              Map<String, @Nullable Object> body = new LinkedHashMap<>();
              body.put("inverters", units.ids());
              body.put("settings", settings);
              return new Verdict(200, body);
            });
  }

  @SuppressWarnings("unchecked")
  private static void add(
      Map<String, Map<String, @Nullable Object>> settings, Row row, String inverter) {
    Map<String, @Nullable Object> one =
        settings.computeIfAbsent(
            row.setting().name(),
            name -> {
              Map<String, @Nullable Object> shared = new LinkedHashMap<>();
              for (String key :
                  List.of(
                      "cmd",
                      "title",
                      "unit",
                      "kind",
                      "allowed",
                      "allowed_codes",
                      "scope",
                      "dangerous")) {
                shared.put(key, row.json().get(key));
              }
              shared.put("values", new LinkedHashMap<String, @Nullable Object>());
              return shared;
            });
    ((Map<String, @Nullable Object>) Objects.requireNonNull(one.get("values")))
        .put(inverter, row.json().get("value"));
  }

  private static void compare(Map<String, @Nullable Object> setting) {
    Set<Object> values =
        new HashSet<>(((Map<?, ?>) Objects.requireNonNull(setting.get("values"))).values());
    values.removeIf(Objects::isNull);
    setting.put("differs", values.size() > 1);
  }

  private Future<List<Row>> rows(SettableUnit unit) {
    Map<Question, Future<Boolean>> asked = new LinkedHashMap<>();
    for (Setting setting : units.cable(unit).dialect().settings()) {
      route(unit, setting).ifPresent(route -> ask(asked, setting, route));
    }
    return Future.all(List.copyOf(asked.values()))
        .map(
            done -> {
              Set<Question> refused = new HashSet<>();
              asked.forEach(
                  (question, answer) -> {
                    if (!answer.result()) {
                      refused.add(question);
                    }
                  });
              List<Row> rows = new ArrayList<>();
              for (Setting setting : units.cable(unit).dialect().settings()) {
                route(unit, setting)
                    .filter(route -> isThere(setting, route, refused))
                    .ifPresent(route -> rows.add(row(setting, route)));
              }
              return rows;
            });
  }

  private Optional<Route> route(SettableUnit unit, Setting setting) {
    try {
      return Optional.of(Route.of(unit, setting, units));
    } catch (Refusal e) {
      return Optional.empty(); // it cannot be reached, so it is left out
    }
  }

  private void ask(Map<Question, Future<Boolean>> asked, Setting setting, Route route) {
    String proof = route.proof();
    if (proof != null) {
      asked.computeIfAbsent(new Question(route.asked(), proof), this::ask);
    }
    Setting.Listing listing = setting.listing();
    if (listing != null && route.cable().reading(listing.inquiry()) == null) {
      asked.computeIfAbsent(new Question(route.cable().id(), listing.inquiry()), this::ask);
    }
  }

  private Future<Boolean> ask(Question question) {
    return units.get(question.inverter()).isOnline()
        ? exchange.takes(question.inverter(), question.command(), AGE_MS)
        : Future.succeededFuture(true);
  }

  /** Whether the unit has this setting, as far as its answers show. */
  private boolean isThere(Setting setting, Route route, Set<Question> refused) {
    if (!setting.isDocumented(route.cable().facts())) {
      return false;
    }
    Setting.Proof proof = setting.proof();
    Reading shown = shown(route);
    if (proof != null && shown != null) {
      return shown.data().get(proof.key()) != null;
    }
    if (route.proof() != null) {
      return !refused.contains(new Question(route.asked(), route.proof()));
    }
    Setting.Listing listing = setting.listing();
    return listing == null
        || !listing.documented().isEmpty()
        || !refused.contains(new Question(route.cable().id(), listing.inquiry()));
  }

  private @Nullable Reading shown(Route route) {
    String proof = route.proof();
    return proof == null ? null : units.get(route.asked()).reading(proof);
  }

  private Row row(Setting setting, Route route) {
    SettableUnit unit = route.unit();
    Reading shown = shown(route);
    Instant now = books.now();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", setting.name());
    json.put("cmd", setting.code());
    json.put("title", setting.title());
    json.put("unit", setting.unit());
    json.put("kind", setting.form().kind().word());
    json.put("value", shown == null ? null : setting.shown(shown.data()));
    json.put("code", shown == null ? null : code(setting, shown.data()));
    json.put("at", shown == null ? null : Instant.ofEpochMilli(shown.at()).toString());
    json.put("age_ms", shown == null ? null : Math.max(0, now.toEpochMilli() - shown.at()));
    json.put("allowed", judge.allowed(setting, route.cable().facts()));
    json.put(
        "allowed_codes", setting.form() instanceof ChoiceForm choice ? choice.codesByWord() : null);
    json.put("scope", setting.scope().name().toLowerCase(Locale.ROOT));
    json.put("dangerous", setting.dangerous());
    json.put("moves", setting.moves());
    json.put("read_back", route.proof() != null);
    json.put("budget_left", budget.left(unit.id(), unit.serial(), setting.name(), now));
    return new Row(setting, json);
  }

  /** The code of a choice as it is written; the code as sent where it has no word. */
  private static @Nullable Object code(Setting setting, Map<String, @Nullable Object> data) {
    Setting.Proof proof = setting.proof();
    if (proof == null || !(setting.form() instanceof ChoiceForm choice)) {
      return null;
    }
    Object value = setting.shown(data);
    return value == null
        ? data.get(proof.key() + "_code")
        : choice.codesByWord().get(value.toString());
  }
}
