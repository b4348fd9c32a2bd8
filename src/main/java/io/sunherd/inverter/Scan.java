package io.sunherd.inverter;

import io.sunherd.inverter.exchange.Identification;
import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.LineHabits;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.inverter.exchange.Timing;
import io.sunherd.inverter.parallel.BusScan;
import io.sunherd.inverter.parallel.BusScanner;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.link.Opener;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Identifies what answers on devices, with harmless inquiries, several devices at a time, and reads
 * the few values by which people tell units apart. One cable is enough to find all units of a
 * parallel system. A device in use is left alone. Blocking.
 */
public final class Scan {
  private static final int AT_ONCE = 64;

  /** The results of so many devices are kept. */
  private static final int MOST_KNOWN = 256;

  private final Opener opener;
  private final LongSupplier nanos;

  /** The results by device, for another look at the same. */
  private final Map<DeviceAddress, Known> known = new ConcurrentHashMap<>();

  private record Known(Identity identity, LineHabits habits, List<Found> there) {}

  /**
   * @param nanos a monotonic clock
   */
  public Scan(Opener opener, LongSupplier nanos) {
    this.opener = opener;
    this.nanos = nanos;
  }

  /**
   * What a scan found at one place.
   *
   * @param device where it was looked for; for a unit without a cable of its own, the device of the
   *     one whose bus it is on
   * @param unit its number on that bus; null for what is on the device itself
   * @param number its number on its parallel bus, with a cable or without; null where it is alone
   * @param protocol the id of the dialect, or null
   * @param model its model, or null
   * @param serial its serial number, or null
   * @param system the smallest serial number on its parallel bus; null for one that is alone
   * @param mode its work mode, as the bus reports it, or null
   * @param notes lasting facts worth knowing about it, each one sentence
   * @param sight what it told of itself, or null
   * @param error why nothing is known of what is on the device; one sentence, or null
   */
  public record Found(
      DeviceAddress device,
      @Nullable Integer unit,
      @Nullable Integer number,
      @Nullable String protocol,
      @Nullable String model,
      @Nullable String serial,
      @Nullable String system,
      @Nullable String mode,
      List<String> notes,
      @Nullable Sight sight,
      @Nullable String error) {
    public Found {
      notes = List.copyOf(notes);
    }

    private Found seen(Sight now, @Nullable String modeNow) {
      return new Found(
          device, unit, number, protocol, model, serial, system, modeNow, notes, now, error);
    }
  }

  /**
   * Scans devices.
   *
   * @param found receives the result of each device in their order, as soon as it is known, then
   *     each unit on their buses that has no cable of its own among them
   */
  public void look(List<DeviceAddress> devices, Consumer<Found> found) throws InterruptedException {
    known.clear();
    look(devices, this::look, found);
  }

  /**
   * Looks again at devices, in the same way: what was found there last is only asked who it is and
   * what it does now; where that is another one, or nothing was found, it is a scan.
   */
  public void lookAgain(List<DeviceAddress> devices, Consumer<Found> found)
      throws InterruptedException {
    look(devices, this::lookAgain, found);
  }

  private static void look(
      List<DeviceAddress> devices, Function<DeviceAddress, List<Found>> way, Consumer<Found> found)
      throws InterruptedException {
    if (devices.isEmpty()) {
      return;
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(AT_ONCE, devices.size()),
            work -> {
              Thread thread = new Thread(work, "scan");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<List<Found>>> all =
          devices.stream().map(device -> pool.submit(() -> way.apply(device))).toList();
      Map<String, Found> others = new LinkedHashMap<>();
      for (Future<List<Found>> one : all) {
        List<Found> there = result(one);
        found.accept(there.get(0));
        there.stream()
            .skip(1)
            .forEach(other -> others.putIfAbsent(String.valueOf(other.serial()), other));
      }
      for (Future<List<Found>> one : all) {
        others.remove(String.valueOf(result(one).get(0).serial()));
      }
      others.values().forEach(found);
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Found> result(Future<List<Found>> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A device could not be asked: " + e.getCause(), e);
    }
  }

  /** The questions on an open line. */
  private interface Asking {
    List<Found> run(Line line) throws LinkException, ProtocolException, SilentException;
  }

  private List<Found> open(DeviceAddress device, LineHabits habits, Asking asking) {
    try (Line line = new Line(opener.open(device), Timing.of(device.kind()), nanos, habits)) {
      line.limit(Identification.LONGEST);
      return asking.run(line);
    } catch (LinkException | ProtocolException | SilentException e) {
      String why = Objects.toString(e.getMessage(), "");
      return List.of(
          new Found(device, null, null, null, null, null, null, null, List.of(), null, why));
    }
  }

  /** What is on a device, then the other units on its parallel bus. */
  private List<Found> look(DeviceAddress device) {
    LineHabits habits = new LineHabits();
    return open(device, habits, line -> identified(device, line, habits));
  }

  private List<Found> identified(DeviceAddress device, Line line, LineHabits habits)
      throws LinkException, ProtocolException, SilentException {
    Identity identity = new Identification(line).identify("auto");
    long began = nanos.getAsLong();
    Map<String, BusScan.Present> others = new LinkedHashMap<>(BusScanner.present(line, identity));
    BusScan.Present own = others.remove(String.valueOf(identity.serial()));
    String system = system(identity, others);
    List<Found> found = new ArrayList<>();
    found.add(
        new Found(
            device,
            null,
            own == null || others.isEmpty() ? null : own.number(),
            identity.dialect().id(),
            identity.model(),
            identity.serial(),
            system,
            null,
            identity.note().stream().toList(),
            new Glimpse(line, identity, null, nanos).look(),
            null));
    found.addAll(withoutCable(device, line, identity.dialect(), others, system, began));
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    known.put(device, new Known(identity, habits, found));
    return found;
  }

  /** The other units on a bus: whether one of them tells all at once shows with the first. */
  private static List<Found> withoutCable(
      DeviceAddress device,
      Line line,
      Dialect dialect,
      Map<String, BusScan.Present> others,
      @Nullable String system,
      long began)
      throws LinkException {
    List<Found> found = new ArrayList<>();
    boolean isWhole = true;
    for (Map.Entry<String, BusScan.Present> other : others.entrySet()) {
      BusScan.Present unit = other.getValue();
      int number = unit.number();
      String serial = other.getKey();
      String mode = mode(unit);
      Sight sight = sight(line, dialect, unit, isWhole, began);
      isWhole = isWhole(sight);
      found.add(
          new Found(
              device, number, number, null, null, serial, system, mode, List.of(), sight, null));
    }
    return found;
  }

  /** Looks again at a device, at what the last look has found there. */
  private List<Found> lookAgain(DeviceAddress device) {
    Known before = known.get(device);
    if (before == null) {
      return look(device);
    }
    LineHabits habits = before.habits().reopened();
    return open(device, habits, line -> again(device, line, habits, before));
  }

  private List<Found> again(DeviceAddress device, Line line, LineHabits habits, Known before)
      throws LinkException, ProtocolException, SilentException {
    Identity identity = before.identity();
    Found own = before.there().get(0);
    Optional<Sight> seen = new Glimpse(line, identity, own.sight(), nanos).lookAgain();
    if (seen.isEmpty()) {
      known.remove(device);
      habits.forgetUnit();
      return identified(device, line, habits);
    }
    List<Found> found = new ArrayList<>();
    found.add(own.seen(seen.get(), null));
    for (Found other : before.there().subList(1, before.there().size())) {
      long began = nanos.getAsLong();
      Optional<BusScan.Present> unit =
          BusScanner.present(
              line,
              identity.dialect(),
              Objects.requireNonNull(other.unit()),
              Objects.requireNonNull(other.serial()));
      if (unit.isPresent()) {
        boolean isWhole = isWhole(Objects.requireNonNull(other.sight()));
        Sight now = sight(line, identity.dialect(), unit.get(), isWhole, began);
        found.add(other.seen(now, mode(unit.get())));
      }
    }
    return found;
  }

  private static Sight sight(
      Line line, Dialect dialect, BusScan.Present unit, boolean isWhole, long began)
      throws LinkException {
    return new Sight(dialect, BusScanner.readings(line, dialect, unit, isWhole), Set.of(), began);
  }

  /** Whether the reading has what the bus tells in a separate reply, too. */
  private static boolean isWhole(Sight sight) {
    return sight.readings().size() > 1;
  }

  private static @Nullable String system(Identity identity, Map<String, BusScan.Present> others) {
    TreeSet<String> serials = new TreeSet<>(others.keySet());
    if (serials.isEmpty() || identity.serial() == null) {
      return null;
    }
    serials.add(identity.serial());
    return serials.first();
  }

  private static @Nullable String mode(BusScan.Present unit) {
    Object mode = unit.data().get("work_mode");
    return mode == null ? null : mode.toString();
  }
}
