package io.sunherd.bus;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sunherd.bus.alarm.Acknowledge;
import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.Alarms;
import io.sunherd.bus.alarm.SeenUnits;
import io.sunherd.bus.alarm.ShowAlarms;
import io.sunherd.bus.alarm.ShowLastSeen;
import io.sunherd.bus.alarm.TargetStates;
import io.sunherd.bus.energy.EnergyTotals;
import io.sunherd.bus.energy.ShowEnergy;
import io.sunherd.bus.setup.TakeBack;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Carries an immutable record: handed over as it is inside one process, as JSON between processes.
 *
 * @param <T> the record
 */
public final class RecordCodec<T> implements MessageCodec<T, T> {
  private final Class<T> type;

  /** Loaded when a message goes over a network: a hub that is one process never needs it. */
  private static final class Wire {
    static final ObjectMapper JSON = new ObjectMapper();
  }

  private RecordCodec(Class<T> type) {
    this.type = type;
  }

  /** Makes every message of this project known to a bus; once per bus, before any deployment. */
  public static void register(EventBus bus) {
    register(bus, Ask.class);
    register(bus, Reading.class);
    register(bus, InverterState.class);
    register(bus, Refused.class);
    register(bus, Voided.class);
    register(bus, LinkStatistics.class);
    register(bus, Sighting.class);
    register(bus, Member.class);
    register(bus, PartHealth.class);
    register(bus, Backlog.class);
    register(bus, SystemTotals.class);
    register(bus, BatteryState.class);
    register(bus, PushBattery.class);
    register(bus, Configured.class);
    register(bus, Order.class);
    register(bus, Receipt.class);
    register(bus, Change.class);
    register(bus, Undo.class);
    register(bus, Restore.class);
    register(bus, ShowSettings.class);
    register(bus, ShowAudit.class);
    register(bus, Verdict.class);
    register(bus, SettingChange.class);
    register(bus, ConfigState.class);
    register(bus, ShowConfig.class);
    register(bus, Configure.class);
    register(bus, TakeBack.class);
    register(bus, Look.class);
    register(bus, Alarm.class);
    register(bus, Alarms.class);
    register(bus, ShowAlarms.class);
    register(bus, ShowLastSeen.class);
    register(bus, SeenUnits.class);
    register(bus, Acknowledge.class);
    register(bus, TargetStates.class);
    register(bus, ShowHealth.class);
    register(bus, MqttState.class);
    register(bus, ShowEnergy.class);
    register(bus, EnergyTotals.class);
  }

  private static <T> void register(EventBus bus, Class<T> type) {
    bus.registerDefaultCodec(type, new RecordCodec<>(type));
  }

  @Override
  public T transform(T body) {
    return body;
  }

  @Override
  public void encodeToWire(Buffer buffer, T body) {
    try {
      byte[] json = Wire.JSON.writeValueAsBytes(body);
      buffer.appendInt(json.length).appendBytes(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    int start = position + Integer.BYTES;
    try {
      return Wire.JSON.readValue(buffer.getBytes(start, start + buffer.getInt(position)), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return type.getName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
