package io.sunherd.inverter.parallel;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The other inverters and the units of their parallel buses, as seen by one inverter. */
public final class Neighbours {
  private final String self;
  private final Map<String, InverterState> others = new HashMap<>();
  private final Map<String, Member> members = new HashMap<>();

  /** The neighbours of the inverter of this id. */
  public Neighbours(String self) {
    this.self = self;
  }

  /** Takes a state; returns whether it opens or closes a way. */
  public boolean accept(InverterState state) {
    if (state.inverter().equals(self)) {
      return false;
    }
    InverterState old = others.put(state.inverter(), state);
    return old == null
        || leads(old) != leads(state)
        || !Objects.equals(old.serial(), state.serial());
  }

  /** Takes a member; returns whether it changes where that unit is. */
  public boolean accept(Member member) {
    Member old =
        member.present() ? members.put(member.serial(), member) : members.remove(member.serial());
    return old == null
        || old.present() != member.present()
        || old.number() != member.number()
        || !Objects.equals(old.system(), member.system());
  }

  /** A way did not lead to its unit; it is not tried again before the unit is discovered anew. */
  void disproved(Via way) {
    Member member = way.serial() == null ? null : members.get(way.serial());
    if (member != null && way.code().equals(code(way.via(), member.number()))) {
      members.remove(member.serial());
    }
  }

  /**
   * The ways to a unit through inverters of its system that answer, the least loaded first.
   *
   * @param serial its serial number; null where it is not known, and then there is no way
   */
  public List<Via> waysTo(@Nullable String serial) {
    Member wanted = serial == null ? null : members.get(serial);
    if (wanted == null || wanted.system() == null) {
      return List.of();
    }
    return others.values().stream()
        .filter(other -> leads(other) && isIn(wanted.system(), other.serial()))
        .filter(other -> !wanted.serial().equals(other.serial()))
        .map(InverterState::inverter)
        .sorted(Comparator.comparingInt(this::burden).thenComparing(id -> id))
        .map(id -> new Via(id, code(id, wanted.number()), serial))
        .toList();
  }

  private boolean isIn(String system, @Nullable String serial) {
    Member member = serial == null ? null : members.get(serial);
    return member != null && system.equals(member.system());
  }

  /** Whether an inverter answers over a cable of its own. */
  private static boolean leads(InverterState state) {
    return state.condition() != Condition.OFFLINE && state.via() == null;
  }

  /** Whether the inverter of this id answers over a cable of its own. */
  boolean leads(String id) {
    InverterState state = others.get(id);
    return state != null && leads(state);
  }

  /** How many other units are seen through an inverter. */
  int burden(String id) {
    return (int) others.values().stream().filter(state -> id.equals(state.via())).count();
  }

  /** The dialect that an inverter speaks, or is assumed to speak. */
  Dialect dialect(String id) {
    InverterState state = others.get(id);
    String protocol = state == null ? null : state.protocol();
    return protocol == null ? Dialects.common() : Dialects.find(protocol).orElse(Dialects.common());
  }

  /** The code that asks an inverter for the unit of this number on its bus. */
  String code(String id, int number) {
    return ParallelNames.code(dialect(id), number);
  }
}
