package io.sunherd.sim;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.sim.firmware.SimulatedUnit;
import io.sunherd.sim.plant.Plant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;

/** Asks simulated units in tests. */
public final class Asking {
  public static final Instant NOON = Instant.parse("2026-06-10T11:00:00Z");
  public static final Duration SOON = Duration.ofSeconds(5);

  private Asking() {}

  public static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.ofHours(1));
  }

  public static SimulatedUnit unit(String profile, Clock clock) {
    return new SimulatedUnit(plant(profile, 1, clock), 0);
  }

  public static Plant plant(String profile, int units, Clock clock) {
    return new Plant(Profiles.find(profile).orElseThrow(), 7, 1, units, units, clock);
  }

  public static Reply ask(SimulatedUnit unit, String text) throws ProtocolException {
    return unit.dialect().framing().unwrap(unit.answer(unit.dialect().framing().request(text)));
  }

  public static Reply set(SimulatedUnit unit, String text) throws ProtocolException {
    Framing framing = unit.dialect().framing();
    return framing.unwrap(unit.answer(framing.request(framing.setting(text))));
  }

  public static Map<String, Object> read(SimulatedUnit unit, String text) throws ProtocolException {
    Dialect dialect = unit.dialect();
    Reply reply = ask(unit, text);
    if (!(reply instanceof Reply.Text payload)) {
      throw new AssertionError(text + " is answered by " + reply);
    }
    return dialect.request(text).orElseThrow().inquiry().decode(payload.payload());
  }

  public static double number(Map<String, Object> values, String key) {
    return ((Number) values.get(key)).doubleValue();
  }

  public static Link noSimulated(DeviceAddress device) {
    throw new AssertionError(device + " must not be asked for here.");
  }

  /** The first bytes that come, up to a CR. */
  public static byte[] frame(Link link) throws LinkException {
    byte[] into = new byte[512];
    int length = 0;
    while (length == 0 || into[length - 1] != '\r') {
      byte[] one = new byte[1];
      int read = link.read(one, 0, SOON);
      if (read == 0) {
        throw new AssertionError("Only " + length + " bytes came.");
      }
      into[length++] = one[0];
    }
    return Arrays.copyOf(into, length);
  }
}
