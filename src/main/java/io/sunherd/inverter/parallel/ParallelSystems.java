package io.sunherd.inverter.parallel;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.heard.ConfiguredUnits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which unit belongs to which parallel system, and which inverter to ask next: one of each system
 * is enough. Pure logic on a monotonic clock in nanoseconds.
 */
final class ParallelSystems {
  static final Duration EVERY = Duration.ofMinutes(5);

  /**
   * The pause after a refusal: single units may always refuse, but one refusal may be chance
   * (QUIRKS P5, S3).
   */
  private static final Duration REFUSED = Duration.ofHours(1);

  private static final int PROOF = 3;
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /**
   * The shortest time between two scans: a loose cable must not fill the other lines with
   * inquiries.
   */
  private static final Duration SOONEST = Duration.ofSeconds(15);

  /** Longer than two rounds: a unit not found for so long counts as gone. */
  private static final Duration FORGOTTEN = EVERY.multipliedBy(2).plusMinutes(1);

  private final ConfiguredUnits<String, Cable> cables = ConfiguredUnits.byId(Cable::new);
  private final Map<String, Member> present = new LinkedHashMap<>();
  private final Map<String, String> systems = new HashMap<>();

  private static final class Cable {
    final String id;
    @Nullable InverterState state;
    long due;
    @Nullable Long asked;
    int refusals;
    int failures;

    Cable(String id) {
      this.id = id;
    }

    boolean leads() {
      return state != null && state.condition() != Condition.OFFLINE && state.via() == null;
    }

    @Nullable String serial() {
      return state == null ? null : state.serial();
    }
  }

  /** The systems of these inverters, each with a cable of its own. */
  ParallelSystems(List<String> inverters) {
    configure(inverters);
  }

  /** Keeps these inverters only. */
  void configure(List<String> inverters) {
    cables.configure(inverters);
  }

  /** The units known to be present. */
  List<Member> present() {
    return List.copyOf(present.values());
  }

  /**
   * Takes a state of an inverter.
   *
   * @return the members that are gone, since no inverter can report them any more
   */
  List<Member> accept(InverterState state, long now) {
    Cable cable = cables.find(state.inverter());
    if (cable == null) {
      return List.of();
    }
    boolean led = cable.leads();
    boolean same = Objects.equals(cable.serial(), state.serial());
    cable.state = state;
    cable.refusals = same ? cable.refusals : 0;
    if (cable.leads() && !(led && same)) {
      cable.failures = 0;
      Member known = state.serial() == null ? null : present.get(state.serial());
      cable.due = known == null || known.system() == null ? now : cable.due;
    }
    return led && !cable.leads() ? dead(cable, now) : List.of();
  }

  /** The inverter's cable is dead: its units are searched for through the others of its system. */
  private List<Member> dead(Cable cable, long now) {
    String system = systems.get(String.valueOf(cable.serial()));
    if (system == null) {
      return cable.serial() == null ? List.of() : gone(List.of(cable.serial()));
    }
    List<Cable> living = cables.all().stream().filter(c -> c.leads() && isIn(system, c)).toList();
    for (Cable other : living) {
      long soonest = other.asked == null ? now : other.asked + SOONEST.toNanos();
      other.due = soonest - now > 0 ? soonest : now;
    }
    return living.isEmpty() ? gone(serials(system)) : List.of();
  }

  private boolean isIn(String system, Cable cable) {
    return cable.serial() != null && system.equals(systems.get(cable.serial()));
  }

  private List<String> serials(String system) {
    return present.values().stream()
        .filter(member -> system.equals(member.system()))
        .map(Member::serial)
        .toList();
  }

  private List<Member> gone(Collection<String> serials) {
    return serials.stream()
        .map(present::remove)
        .filter(Objects::nonNull)
        .map(Member::gone)
        .toList();
  }

  /** The inverter to ask now, if one is due. */
  Optional<InverterState> due(long now) {
    return cables.all().stream()
        .filter(cable -> cable.leads() && now - cable.due >= 0)
        .map(cable -> cable.state)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * The inverter says that it reports no unit, not even itself.
   *
   * @param at the time of day, epoch milliseconds
   * @return itself, alone, where that is proven by now and it was in no system yet: one that its
   *     system misses is missing, not alone
   */
  List<Member> refused(String via, long now, long at) {
    Cable cable = cables.find(via);
    if (cable == null) {
      return List.of();
    }
    cable.failures = 0;
    cable.refusals++;
    boolean proven = cable.refusals >= PROOF;
    cable.refusals = proven ? 0 : cable.refusals;
    cable.due = now + (proven ? REFUSED : AGAIN).toNanos();
    String serial = cable.serial();
    if (!proven || serial == null || present.containsKey(serial) || systems.containsKey(serial)) {
      return List.of();
    }
    Member alone = new Member(serial, null, 0, via, true, at, null, null);
    present.put(serial, alone);
    return List.of(alone);
  }

  /**
   * The inverter could not be asked, or its reply was no good one, which proves nothing; one that
   * goes on so is asked no more often than one that answers.
   */
  void failed(String via, long now) {
    Cable cable = cables.find(via);
    if (cable != null) {
      cable.failures++;
      cable.due = now + (cable.failures >= PROOF ? EVERY : AGAIN).toNanos();
    }
  }

  /**
   * A scan through an inverter is over.
   *
   * @param at the time of day, epoch milliseconds
   * @return the members to publish: those present, and those that are gone
   */
  List<Member> scanned(String via, BusScan scan, long now, long at) {
    Set<String> serials = scan.present().keySet();
    for (Cable cable : cables.all()) {
      if (cable.id.equals(via) || (cable.serial() != null && serials.contains(cable.serial()))) {
        cable.asked = now;
        cable.due = now + EVERY.toNanos();
        cable.refusals = 0;
        cable.failures = 0;
      }
    }
    Cable asked = cables.find(via);
    boolean nameless = asked == null || asked.serial() == null;
    if (serials.isEmpty() || (nameless && serials.size() == 1)) {
      return List.of();
    }
    String system = system(serials);
    List<Member> members = new ArrayList<>();
    scan.present().forEach((serial, unit) -> members.add(member(serial, system, via, unit, at)));
    members.forEach(member -> present.put(member.serial(), member));
    members.addAll(system == null ? List.of() : gone(missing(system, serials, scan, at)));
    return members;
  }

  /**
   * The known system of these units; a new one where several units have none; null for a single
   * one.
   */
  private @Nullable String system(Set<String> serials) {
    Set<String> known = new TreeSet<>();
    serials.stream().map(systems::get).filter(Objects::nonNull).forEach(known::add);
    if (known.isEmpty() && serials.size() == 1) {
      return null;
    }
    String system = known.isEmpty() ? Collections.min(serials) : known.iterator().next();
    serials.forEach(serial -> systems.put(serial, system));
    return system;
  }

  private static Member member(
      String serial, @Nullable String system, String via, BusScan.Present unit, long at) {
    Object mode = unit.data().get("work_mode");
    Object outputMode = unit.data().get("output_mode");
    return new Member(
        serial,
        system,
        unit.number(),
        via,
        true,
        at,
        mode == null ? null : mode.toString(),
        outputMode == null ? null : outputMode.toString());
  }

  private List<String> missing(String system, Set<String> serials, BusScan scan, long at) {
    return serials(system).stream()
        .filter(serial -> !serials.contains(serial))
        .filter(serial -> scan.isComplete() || isForgotten(serial, at))
        .toList();
  }

  private boolean isForgotten(String serial, long at) {
    Member member = present.get(serial);
    return member != null && at - member.at() > FORGOTTEN.toMillis();
  }

  /** The inverters with a cable in the system of this inverter, including itself. */
  List<InverterState> cabled(String via) {
    Cable asked = cables.find(via);
    String system = asked == null ? null : systems.get(String.valueOf(asked.serial()));
    return system == null
        ? List.of()
        : cables.all().stream()
            .filter(cable -> cable.leads() && isIn(system, cable))
            .map(cable -> cable.state)
            .filter(Objects::nonNull)
            .toList();
  }
}
