package io.sunherd.setup;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.inverter.Sight;
import io.sunherd.inverter.parallel.Via;
import io.sunherd.inverter.parallel.ViaInquiry;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Dialect;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The units that configured inverters show on their parallel buses. For one thread. */
final class BusMembers {
  private static final Logger LOG = LoggerFactory.getLogger(BusMembers.class);

  private final Map<String, Member> members = new TreeMap<>();
  private final LongSupplier nanos;

  /**
   * @param nanos a monotonic clock
   */
  BusMembers(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void heard(Member member) {
    if (member.present()) {
      members.put(member.serial(), member);
    } else {
      members.remove(member.serial());
    }
  }

  /** The unit of that serial number; null where no bus shows it. */
  @Nullable Member find(@Nullable String serial) {
    return serial == null ? null : members.get(serial);
  }

  /** All except those. */
  List<Member> without(Set<String> serials) {
    return members.values().stream().filter(one -> !serials.contains(one.serial())).toList();
  }

  /**
   * What these units do now, by serial number, as far as that is told in time: each is asked for
   * once, through the inverter that shows it, one after the other over one cable; where one of them
   * does not come, no other is asked for over that cable.
   */
  Future<Map<String, Sight>> see(
      List<Member> wanted, Map<String, InverterState> states, EventBus bus) {
    Map<String, Sight> seen = new HashMap<>();
    Map<String, Future<Void>> cables = new HashMap<>();
    for (Member member : wanted) {
      InverterState host = states.get(member.via());
      if (host != null) {
        Future<Void> before = cables.getOrDefault(member.via(), Future.succeededFuture());
        cables.put(member.via(), before.compose(done -> see(member, dialect(host), bus, seen)));
      }
    }
    return Future.join(List.copyOf(cables.values()))
        .transform(done -> Future.succeededFuture(seen));
  }

  private static Dialect dialect(InverterState state) {
    return Dialects.find(String.valueOf(state.protocol())).orElse(Dialects.common());
  }

  private Future<Void> see(Member member, Dialect dialect, EventBus bus, Map<String, Sight> seen) {
    long began = nanos.getAsLong();
    return ViaInquiry.once(bus, new Via(member.via(), dialect, member.number(), member.serial()))
        .onFailure(e -> LOG.debug("{} over {}: {}", member.serial(), member.via(), e.getMessage()))
        .onSuccess(
            readings -> seen.put(member.serial(), new Sight(dialect, readings, Set.of(), began)))
        .mapEmpty();
  }
}
