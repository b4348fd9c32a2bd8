package io.sunherd.setup;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Look;
import io.sunherd.bus.Member;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Verdict;
import io.sunherd.inverter.Scan;
import io.sunherd.inverter.Scan.Found;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.DeviceAddress.Kind;
import io.sunherd.link.Opener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.eventbus.Message;
import java.net.SocketException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for inverters that could be configured. Devices of configured inverters are not touched:
 * for those the answer has what is already known. One scan at a time; each client gets the answer
 * for the devices it asked for.
 */
public final class ScanVerticle extends VerticleBase {
  /** The name under which it reports its health. */
  public static final String PART = "scan";

  /** Many ports without an answer take that long; a longer scan is logged. */
  private static final long LONGEST_SECONDS = 120;

  /**
   * A closed port fails at once, an open one without an inverter after seconds: this hides the
   * difference.
   */
  private static final long SAME_MS = 20_000;

  private final Supplier<List<DeviceAddress>> candidates;
  private final Scan scan;
  private final InstantSource clock;
  private final Map<String, InverterState> states = new LinkedHashMap<>();
  private final BusMembers members;
  private final Rounds rounds = new Rounds(this::begin);
  private final LongSupplier nanos;
  private final long sameMs;
  private @Nullable WorkerExecutor worker;

  /**
   * @param candidates every place of this machine where an inverter could be
   * @param clock the time of day
   * @param nanos a monotonic clock
   */
  public ScanVerticle(
      Supplier<List<DeviceAddress>> candidates,
      Opener opener,
      InstantSource clock,
      LongSupplier nanos) {
    this(candidates, opener, clock, nanos, SAME_MS);
  }

  /**
   * @param sameMs a client without a login gets a negative answer after so long, or a multiple of
   *     it
   */
  ScanVerticle(
      Supplier<List<DeviceAddress>> candidates,
      Opener opener,
      InstantSource clock,
      LongSupplier nanos,
      long sameMs) {
    this.candidates = candidates;
    this.nanos = nanos;
    this.sameMs = sameMs;
    this.scan = new Scan(opener.as("a scan"), nanos);
    this.clock = clock;
    this.members = new BusMembers(nanos);
  }

  @Override
  public Future<?> start() {
    worker = vertx.createSharedWorkerExecutor(PART, 1, LONGEST_SECONDS, TimeUnit.SECONDS);
    var bus = vertx.eventBus();
    return Future.all(
            bus.<Configured>consumer(Addresses.CONFIGURED, message -> configured(message.body()))
                .completion(),
            bus.<InverterState>consumer(
                    Addresses.STATES,
                    message -> states.put(message.body().inverter(), message.body()))
                .completion(),
            bus.<Member>consumer(Addresses.MEMBERS, message -> members.heard(message.body()))
                .completion(),
            bus.<Look>consumer(Addresses.LOOK, this::look).completion())
        .onSuccess(ready -> publishHealth());
  }

  private void publishHealth() {
    vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, null));
  }

  private void configured(Configured configured) {
    states.keySet().retainAll(configured.ids());
    publishHealth();
  }

  private void look(Message<Look> message) {
    Set<DeviceAddress> further = new LinkedHashSet<>();
    try {
      message.body().devices().forEach(text -> further.add(DeviceAddress.parse(text)));
    } catch (IllegalArgumentException e) {
      message.reply(new Verdict(400, Map.of("error", String.valueOf(e.getMessage()))));
      return;
    }
    Search search = new Search(further, message.body().again());
    (message.body().byStranger() ? scanForStranger(search) : rounds.ask(search))
        .otherwise(
            e -> new Verdict(500, Map.of("error", "The scan failed inside the hub: " + e + ".")))
        .onSuccess(message::reply);
  }

  /** Answers a client without a login, who must not learn what else is there. */
  private Future<Verdict> scanForStranger(Search search) {
    long start = nanos.getAsLong();
    return vertx
        .executeBlocking(() -> foreign(search.devices()), false)
        .compose(
            foreign ->
                foreign.isPresent()
                    ? Future.succeededFuture(refused(foreign.get()))
                    : rounds
                        .ask(search)
                        .compose(verdict -> inItsTime(verdict, search.devices(), start))
                        .map(ScanRedaction::withoutReasons));
  }

  private static Optional<DeviceAddress> foreign(Set<DeviceAddress> devices)
      throws SocketException {
    for (DeviceAddress device : devices) {
      if (!OwnNetworks.have(device)) {
        return Optional.of(device);
      }
    }
    return Optional.empty();
  }

  private static Verdict refused(DeviceAddress device) {
    return new Verdict(
        400,
        Map.of(
            "error",
            device
                + " is no address in the networks of this machine, and others are asked only for"
                + " operators: set the hub up and log in first."));
  }

  /** Delays a negative answer: its time would reveal what is there. */
  private Future<Verdict> inItsTime(Verdict verdict, Set<DeviceAddress> further, long start) {
    List<String> named =
        further.stream()
            .filter(device -> device.kind() == Kind.TCP)
            .map(DeviceAddress::toString)
            .toList();
    if (verdict.status() != 200 || ScanRedaction.isAnswered(verdict, named)) {
      return Future.succeededFuture(verdict);
    }
    long held = nanos.getAsLong();
    long took = TimeUnit.NANOSECONDS.toMillis(held - start);
    return vertx
        .timer(sameMs - took % sameMs, TimeUnit.MILLISECONDS)
        .map(done -> ScanAnswer.later(verdict, nanos.getAsLong() - held));
  }

  private Future<Verdict> begin(Search search) {
    Map<String, InverterState> known = Map.copyOf(states);
    return worker == null
        ? Future.failedFuture(new IllegalStateException("The scan has not started."))
        : worker
            .executeBlocking(() -> asked(search, known))
            .compose(found -> verdict(found, search.again()));
  }

  /** Scans the devices that are not configured. Blocks. */
  private List<Found> asked(Search search, Map<String, InverterState> known)
      throws InterruptedException {
    // By place, since a device may have several names; the answer has the one asked for.
    Map<String, DeviceAddress> devices = new LinkedHashMap<>();
    if (!search.again()) {
      candidates.get().forEach(device -> devices.put(device.place(), device));
    }
    search.devices().forEach(device -> devices.put(device.place(), device));
    known.values().forEach(state -> devices.remove(place(state.device())));
    List<Found> found = new ArrayList<>();
    if (search.again()) {
      scan.lookAgain(List.copyOf(devices.values()), found::add);
    } else {
      scan.look(List.copyOf(devices.values()), found::add);
    }
    return found;
  }

  /** The real place of an inverter's device; empty for one without a cable of its own. */
  private static String place(@Nullable String device) {
    try {
      return device == null ? "" : DeviceAddress.parse(device).place();
    } catch (IllegalArgumentException e) {
      return device;
    }
  }

  /** The results, once the units that only a parallel bus shows were asked what they do. */
  private Future<Verdict> verdict(List<Found> found, boolean again) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    Set<String> serials = new LinkedHashSet<>();
    for (InverterState state : states.values()) {
      if (state.serial() != null && state.condition() != Condition.OFFLINE) {
        serials.add(state.serial());
      }
      if (!again) {
        all.add(ScanAnswer.configured(state, members.find(state.serial())));
      }
    }
    List<Found> told =
        found.stream().filter(one -> one.serial() == null || serials.add(one.serial())).toList();
    List<Member> others = members.without(serials);
    return members
        .see(others, Map.copyOf(states), vertx.eventBus())
        .map(
            seen -> {
              long now = nanos.getAsLong();
              told.forEach(one -> all.add(ScanAnswer.found(one, now)));
              others.forEach(one -> all.add(ScanAnswer.member(one, seen.get(one.serial()), now)));
              Map<String, @Nullable Object> body = new LinkedHashMap<>();
              body.put("at", Instant.ofEpochMilli(clock.millis()).toString());
              body.put("found", all);
              return new Verdict(200, body);
            });
  }
}
