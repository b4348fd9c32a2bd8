package io.sunherd.sim;

import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Dialect.Assignment;
import io.sunherd.protocol.table.Request;
import io.sunherd.protocol.table.Setting;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * One whole PI30 inverter: the frame of a request in, the frame of its reply out. Any thread may
 * ask.
 */
final class SimulatedUnit {
  private static final int MARKS = 3;

  private final Plant plant;
  private final int place;
  private final UnitAnswers answers;
  private final Map<String, Optional<String>> said = new HashMap<>();
  private long saidAt = Long.MIN_VALUE;
  private long saidOf = Long.MIN_VALUE;
  private long clockOffset;

  /**
   * The unit at a place of a plant.
   *
   * @param place counted from 0, as QPGSn does
   */
  SimulatedUnit(Plant plant, int place) {
    this.plant = plant;
    this.place = place;
    this.answers = new UnitAnswers(plant, place);
  }

  /** Its serial number, 14 digits. */
  String serial() {
    return plant.settings(place).word("QID", "serial_number");
  }

  /** Its faults. */
  Faults faults() {
    return plant.faults(place);
  }

  Dialect dialect() {
    return plant.profile().dialect();
  }

  /** The frame of a refusal. */
  byte[] refusal() {
    return framing().reply("NAK");
  }

  /** Whether a request asks for its protocol. */
  boolean isAskedItsProtocol(byte[] request) {
    return Arrays.equals(framing().request("QPI"), request);
  }

  /**
   * A request as received by a unit that is deaf to a 00 in a CRC: with 00 restored where the
   * sender has put 01 for it; empty where the request has a 00.
   */
  Optional<byte[]> heardWithoutNul(byte[] request) {
    int crc = Math.max(0, request.length - MARKS);
    for (int i = crc; i < request.length - 1; i++) {
      if (request[i] == 0) {
        return Optional.empty();
      }
    }
    String text = new String(request, 0, crc, StandardCharsets.ISO_8859_1);
    return Optional.of(
        Arrays.equals(framing().requestWithoutNul(text), request)
            ? framing().request(text)
            : request);
  }

  /** The frame of the reply to one request, which ends with its CR. */
  byte[] answer(byte[] request) {
    return answer(request, true, (text, payload) -> payload);
  }

  /**
   * The frame of the reply to one request.
   *
   * @param keeps whether it stores a setting to which it replies ACK
   * @param told replaces the payload of a reply to an inquiry
   */
  synchronized byte[] answer(byte[] request, boolean keeps, BinaryOperator<String> told) {
    if (request.length <= MARKS) {
      return refusal();
    }
    String text = new String(request, 0, request.length - MARKS, StandardCharsets.ISO_8859_1);
    if (!Arrays.equals(framing().request(text), request)) {
      return refusal();
    }
    long second = plant.second();
    if (second != saidAt || plant.version() != saidOf) {
      said.clear();
      saidAt = second;
      saidOf = plant.version();
    }
    Optional<String> known = said.get(text);
    return known != null ? frame(text, known, told) : work(text, second, keeps, told);
  }

  private byte[] frame(String text, Optional<String> payload, BinaryOperator<String> told) {
    return payload.map(known -> framing().reply(told.apply(text, known))).orElseGet(this::refusal);
  }

  private byte[] work(String text, long second, boolean keeps, BinaryOperator<String> told) {
    Optional<Request> inquiry = dialect().request(text).filter(r -> r.text().equals(text));
    if (inquiry.isPresent()) {
      Optional<String> payload = answers.payload(inquiry.get(), second, clockOffset);
      said.put(text, payload);
      return frame(text, payload, told);
    }
    boolean done = assignment(text).filter(a -> set(a, second, keeps)).isPresent();
    return done ? framing().reply("ACK") : refusal();
  }

  /**
   * A setting in the spelling of its family only; but every family accepts godenerg's charging
   * current (MCHGC010), so that its users can try it on any unit.
   */
  private Optional<Assignment> assignment(String text) {
    return dialect()
        .assignment(text)
        .or(
            () ->
                text.startsWith("MCHGC")
                    ? Dialects.find("pi30ks").orElseThrow().assignment(text)
                    : Optional.empty());
  }

  /**
   * Applies a setting: a system-wide one to every unit, a numbered one to the unit of that number.
   */
  private boolean set(Assignment assignment, long second, boolean keeps) {
    int target = assignment.unit() == 0 ? place : assignment.unit();
    if (target >= plant.members() || !plant.settings(target).accepts(assignment)) {
      return false;
    }
    if (!keeps) {
      return true;
    }
    switch (assignment.setting().code()) {
      case "PF" -> plant.settings(place).reset();
      case "RTEY" -> plant.eraseEnergy(place, second);
      case "DAT" -> setClock(assignment.value().toString());
      default -> keep(assignment, target);
    }
    boolean system = assignment.setting().scope() == Setting.Scope.SYSTEM;
    for (int i = 0; i < plant.places(); i++) {
      if (system || i == target) {
        plant.settingsChanged(i, second);
      }
    }
    return true;
  }

  private void keep(Assignment assignment, int target) {
    if (assignment.setting().scope() == Setting.Scope.UNIT) {
      plant.settings(target).keep(assignment);
      return;
    }
    for (int i = 0; i < plant.places(); i++) {
      plant.settings(i).keep(assignment);
    }
  }

  private void setClock(String time) {
    LocalDateTime now = LocalDateTime.ofInstant(plant.clock().instant(), plant.clock().getZone());
    clockOffset =
        now.truncatedTo(ChronoUnit.SECONDS).until(LocalDateTime.parse(time), ChronoUnit.SECONDS);
  }

  private Framing framing() {
    return dialect().framing();
  }
}
