package io.sunherd.sim.firmware;

import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Dialect.Assignment;
import io.sunherd.protocol.table.Request;
import io.sunherd.protocol.table.Setting;
import io.sunherd.sim.fault.Faults;
import io.sunherd.sim.plant.Plant;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * One whole inverter: the frame of a request in, the frame of its reply out. Any thread may ask.
 */
public final class SimulatedUnit {
  /** A checksum and the CR. */
  private static final int MARKS = 3;

  /** A check number and the CR; the CR: what stands behind a text without a checksum. */
  private static final int[] BARE_MARKS = {4, 1};

  /** The envelope before the text, in protocols that have one. */
  private static final String ENVELOPE = "^\\^[PS]\\d{3}";

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
  public SimulatedUnit(Plant plant, int place) {
    this.plant = plant;
    this.place = place;
    this.answers = new UnitAnswers(plant, place);
  }

  /** Its serial number, 14 digits. */
  public String serial() {
    return plant.settings(place).serial();
  }

  /** Its faults. */
  public Faults faults() {
    return plant.faults(place);
  }

  public Dialect dialect() {
    return plant.profile().dialect();
  }

  /** The frame of a refusal. */
  public byte[] refusal() {
    return framing().answer(false);
  }

  /** Whether a request asks for its protocol. */
  public boolean isAskedItsProtocol(byte[] request) {
    String question = dialect().request("protocol").orElseThrow().text();
    return Arrays.equals(framing().request(question), request);
  }

  /**
   * A request as received by a unit that is deaf to a 00 in a CRC: with 00 restored where the
   * sender has put 01 for it; empty where the request has a 00.
   */
  public Optional<byte[]> heardWithoutNul(byte[] request) {
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
  public byte[] answer(byte[] request) {
    return answer(request, true, (text, payload) -> payload);
  }

  /**
   * The frame of the reply to one request.
   *
   * @param keeps whether it stores a setting to which it replies ACK
   * @param told replaces the payload of a reply to an inquiry
   */
  public synchronized byte[] answer(byte[] request, boolean keeps, BinaryOperator<String> told) {
    String text = text(request);
    boolean mayAsk =
        Arrays.equals(framing().request(text), request)
            || Arrays.equals(framing().requestCounted(text), request);
    boolean maySet = Arrays.equals(framing().request(framing().setting(text)), request);
    if (text.isEmpty() || (!mayAsk && !maySet)) {
      return refusal();
    }
    long second = plant.second();
    if (second != saidAt || plant.version() != saidOf) {
      said.clear();
      saidAt = second;
      saidOf = plant.version();
    }
    Optional<String> known = mayAsk ? said.get(text) : null;
    if (known != null) {
      return frame(text, known, told);
    }
    Optional<Request> inquiry =
        mayAsk ? dialect().request(text).filter(r -> r.text().equals(text)) : Optional.empty();
    return inquiry.isPresent()
        ? tell(inquiry.get(), second, told)
        : framing().answer(maySet && set(text, second, keeps));
  }

  /** The text of a request, without its envelope, its checksum and its check number. */
  private String text(byte[] request) {
    for (int marks : BARE_MARKS) {
      String bare = heard(request, marks).replaceFirst(ENVELOPE, "");
      if (Arrays.equals(framing().request(bare), request)
          || Arrays.equals(framing().request(framing().setting(bare)), request)) {
        return bare;
      }
    }
    return heard(request, MARKS).replaceFirst(ENVELOPE, "");
  }

  /** The text of a request as it came, without what its family puts behind it. */
  public String heard(byte[] request) {
    String text = text(request);
    for (int marks : BARE_MARKS) {
      if (heard(request, marks).endsWith(text)) {
        return heard(request, marks);
      }
    }
    return heard(request, MARKS);
  }

  private static String heard(byte[] request, int marks) {
    return new String(request, 0, Math.max(0, request.length - marks), StandardCharsets.ISO_8859_1);
  }

  private byte[] frame(String text, Optional<String> payload, BinaryOperator<String> told) {
    return payload.map(known -> framing().reply(told.apply(text, known))).orElseGet(this::refusal);
  }

  private byte[] tell(Request inquiry, long second, BinaryOperator<String> told) {
    Optional<String> payload = answers.payload(inquiry, second, clockOffset);
    said.put(inquiry.text(), payload);
    return frame(inquiry.text(), payload, told);
  }

  /** Applies all values in a text, or none. */
  private boolean set(String text, long second, boolean keeps) {
    List<Assignment> assignments = assignments(text);
    boolean isTaken =
        !assignments.isEmpty()
            && assignments.stream().allMatch(this::accepts)
            && isWhole(assignments)
            && isConsistent(assignments);
    if (isTaken && keeps) {
      assignments.forEach(assignment -> set(assignment, second));
    }
    return isTaken;
  }

  /** Whether a command with several values has one for each setting that this unit has. */
  private boolean isWhole(List<Assignment> assignments) {
    Set<String> set = new HashSet<>();
    assignments.forEach(one -> set.add(one.setting().name()));
    return assignments.stream()
        .flatMap(one -> one.setting().companions().stream())
        .flatMap(name -> dialect().setting(name).stream())
        .filter(plant.settings(place)::has)
        .allMatch(companion -> set.contains(companion.name()));
  }

  /** Whether values sent together are allowed together (QUIRKS W2). */
  private static boolean isConsistent(List<Assignment> assignments) {
    Map<String, Object> together = new HashMap<>();
    assignments.forEach(one -> together.put(one.setting().name(), one.value()));
    return assignments.stream()
        .allMatch(
            one -> one.setting().bounds().stream().allMatch(b -> b.isKept(one.value(), together)));
  }

  /**
   * A setting in the spelling of its family only; but every family accepts godenerg's charging
   * current (MCHGC010), so that its users can try it on any unit.
   */
  private List<Assignment> assignments(String text) {
    List<Assignment> own = dialect().assignments(text);
    boolean isOfSeed =
        own.isEmpty() && text.startsWith("MCHGC") && dialect().id().startsWith("pi30");
    return isOfSeed ? Dialects.find("pi30ks").orElseThrow().assignments(text) : own;
  }

  /** Where each number names the unit that has it, 0 does, too; else it is the one asked. */
  private int target(Assignment assignment) {
    Setting.Need need = assignment.setting().need();
    boolean isNamed = need != null && need.rollCall() != null && plant.members() > 1;
    return assignment.unit() == 0 && !isNamed ? place : plant.placeOf(assignment.unit());
  }

  private boolean accepts(Assignment assignment) {
    int target = target(assignment);
    return target < plant.members() && plant.settings(target).accepts(assignment);
  }

  /**
   * Applies a setting: a system-wide one to every unit, a numbered one to the unit of that number.
   */
  private void set(Assignment assignment, long second) {
    int target = target(assignment);
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
