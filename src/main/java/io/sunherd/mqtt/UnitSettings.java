package io.sunherd.mqtt;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.ShowSettings;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.Voided;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Request;
import io.sunherd.protocol.table.Setting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of the units as they were read: all of a unit when it has come, and now and then; in
 * between each as a reading shows it.
 */
final class UnitSettings {
  private static final Logger LOG = LoggerFactory.getLogger(UnitSettings.class);
  private static final DeliveryOptions PATIENT = new DeliveryOptions().setSendTimeout(60_000);
  private static final long AGAIN_MS = 600_000;
  private static final List<Long> SOON_MS = List.of(15_000L, 75_000L);
  private static final long RETRY_MS = 10_000;

  private final Vertx vertx;
  private final KeptTopics topics;
  private final BiConsumer<String, List<Map<String, @Nullable Object>>> listed;
  private final Map<String, Known> known = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  /** What is known of a unit. */
  private static final class Known {
    private final @Nullable String serial;
    private final Dialect dialect;
    private final Map<String, Reading> shown = new HashMap<>();

    /** The settings that it has, as far as they can be read; empty until they are known. */
    private Set<String> names = Set.of();

    Known(@Nullable String serial, Dialect dialect) {
      this.serial = serial;
      this.dialect = dialect;
    }

    /** Whether an answer is of another unit, which had the id when it was asked for. */
    boolean isOther(@Nullable Object answered) {
      return serial != null && answered != null && !serial.equals(answered);
    }

    boolean isSame(Known other) {
      return Objects.equals(serial, other.serial) && dialect == other.dialect;
    }
  }

  /**
   * @param listed takes the settings of a unit as they are answered, whenever they were
   */
  UnitSettings(
      Vertx vertx,
      KeptTopics topics,
      BiConsumer<String, List<Map<String, @Nullable Object>>> listed) {
    this.vertx = vertx;
    this.topics = topics;
    this.listed = listed;
  }

  void begin() {
    vertx.setPeriodic(AGAIN_MS, timer -> Set.copyOf(known.keySet()).forEach(this::ask));
  }

  void configure(List<String> ids) {
    known.keySet().retainAll(ids);
  }

  void accept(InverterState state) {
    String id = state.inverter();
    String protocol = state.protocol();
    if (state.condition() == Condition.OFFLINE || protocol == null) {
      return;
    }
    Known now = new Known(state.serial(), Dialects.find(protocol).orElse(Dialects.common()));
    Known before = known.get(id);
    if (before == null || !before.isSame(now)) {
      known.put(id, now);
      ask(id);
      // What it has becomes known as its facts do.
      SOON_MS.forEach(wait -> vertx.setTimer(wait, timer -> ask(id)));
    }
  }

  /** Tells what a reading shows; clears what it shows no more. */
  void accept(Reading reading) {
    Known unit = known.get(reading.inverter());
    if (unit == null) {
      return;
    }
    for (Setting setting : unit.dialect.settings()) {
      Setting.Proof proof = setting.proof();
      if (proof != null && proof.inquiry().equals(reading.code())) {
        unit.shown.put(reading.code(), reading);
        Object value = setting.shown(reading.data());
        if (value == null) {
          topics.unset(reading.inverter(), setting.name());
        } else if (unit.names.contains(setting.name())) {
          topics.setting(reading.inverter(), setting.name(), Payloads.setting(value));
        }
      }
    }
  }

  /**
   * Clears what is not known any more.
   *
   * @return the names of the inquiries that told it
   */
  Set<String> accept(Voided voided) {
    Known unit = known.get(voided.inverter());
    if (unit == null) {
      return Set.of();
    }
    unit.shown.keySet().removeAll(voided.codes());
    Set<String> left = new HashSet<>(unit.names);
    for (Setting setting : unit.dialect.settings()) {
      Setting.Proof proof = setting.proof();
      if (proof != null && voided.codes().contains(proof.inquiry())) {
        left.remove(setting.name());
      }
    }
    topics.settings(voided.inverter(), Map.of(), left);
    return voided.codes().stream()
        .flatMap(code -> unit.dialect.request(code).map(Request::name).stream())
        .collect(Collectors.toSet());
  }

  /** Tells what was read back, and looks what it has made of the others. */
  void accept(SettingChange change) {
    Object value = change.value();
    Known unit = known.get(change.inverter());
    if (value != null && unit != null && unit.names.contains(change.setting())) {
      topics.setting(change.inverter(), change.setting(), Payloads.setting(value));
    }
    ask(change.inverter());
  }

  private void ask(String id) {
    if (!known.containsKey(id) || !asked.add(id)) {
      return;
    }
    vertx
        .eventBus()
        .<Verdict>request(Addresses.SHOW_SETTINGS, new ShowSettings(id), PATIENT)
        .onComplete(answer -> asked.remove(id))
        .onSuccess(answer -> take(id, answer.body()))
        .onFailure(
            e -> {
              LOG.debug("The settings of {} are not told: {}", id, e.getMessage());
              vertx.setTimer(RETRY_MS, timer -> ask(id));
            });
  }

  private void take(String id, Verdict verdict) {
    Known unit = known.get(id);
    if (verdict.status() != 200 || unit == null || unit.isOther(verdict.body().get("serial"))) {
      vertx.setTimer(RETRY_MS, timer -> ask(id));
      return;
    }
    List<Map<String, @Nullable Object>> rows = rows(verdict.body().get("settings"));
    Map<String, Buffer> values = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (Map<String, @Nullable Object> row : rows) {
      if (Boolean.TRUE.equals(row.get("read_back")) && !Boolean.TRUE.equals(row.get("moves"))) {
        names.add(String.valueOf(row.get("name")));
        Object value = row.get("value");
        if (value != null) {
          values.put(String.valueOf(row.get("name")), Payloads.setting(value));
        }
      }
    }
    unit.names = Set.copyOf(names);
    topics.settings(id, values, unit.names);
    // What came while the answer was on its way.
    List.copyOf(unit.shown.values()).forEach(this::accept);
    listed.accept(id, rows);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, @Nullable Object>> rows(@Nullable Object settings) {
    return settings instanceof List<?> list
        ? (List<Map<String, @Nullable Object>>) list
        : List.of();
  }
}
