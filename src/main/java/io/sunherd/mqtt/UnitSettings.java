package io.sunherd.mqtt;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SettingChange;
import io.sunherd.bus.ShowSettings;
import io.sunherd.bus.Verdict;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Setting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
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
  private static final long RETRY_MS = 10_000;

  private final Vertx vertx;
  private final KeptTopics topics;
  private final BiConsumer<String, List<Map<String, Object>>> listed;
  private final Map<String, Known> known = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  /** What is known of a unit. */
  private record Known(@Nullable String serial, Dialect dialect) {}

  /**
   * @param listed takes the settings of a unit as they are answered, whenever they were
   */
  UnitSettings(
      Vertx vertx, KeptTopics topics, BiConsumer<String, List<Map<String, Object>>> listed) {
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
    if (!now.equals(known.put(id, now))) {
      ask(id);
    }
  }

  /** Tells what a reading shows. */
  void accept(Reading reading) {
    Known unit = known.get(reading.inverter());
    if (unit == null) {
      return;
    }
    for (Setting setting : unit.dialect().settings()) {
      Setting.Proof proof = setting.proof();
      if (proof != null
          && proof.inquiry().equals(reading.code())
          && topics.tells(reading.inverter(), setting.name())) {
        Object value = setting.shown(reading.data());
        if (value != null) {
          topics.setting(reading.inverter(), setting.name(), Payloads.setting(value));
        }
      }
    }
  }

  /** Tells what was read back, and looks what it has made of the others. */
  void accept(SettingChange change) {
    Object value = change.value();
    if (value != null && topics.tells(change.inverter(), change.setting())) {
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
    if (verdict.status() != 200 || !known.containsKey(id)) {
      vertx.setTimer(RETRY_MS, timer -> ask(id));
      return;
    }
    List<Map<String, Object>> rows = rows(verdict.body().get("settings"));
    Map<String, Buffer> values = new LinkedHashMap<>();
    for (Map<String, Object> row : rows) {
      Object value = row.get("value");
      if (value != null && !Boolean.TRUE.equals(row.get("moves"))) {
        values.put(String.valueOf(row.get("name")), Payloads.setting(value));
      }
    }
    topics.settings(id, values);
    listed.accept(id, rows);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rows(@Nullable Object settings) {
    return settings instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
  }
}
