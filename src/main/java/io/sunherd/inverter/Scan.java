package io.sunherd.inverter;

import io.sunherd.inverter.exchange.Identification;
import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.inverter.exchange.Timing;
import io.sunherd.inverter.parallel.BusScan;
import io.sunherd.inverter.parallel.BusScanner;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.link.Opener;
import io.sunherd.protocol.frame.ProtocolException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Identifies what answers on devices, with harmless inquiries, several devices at a time. One cable
 * is enough to find all units of a parallel system. A device in use is left alone. Blocking.
 */
public final class Scan {
  private static final int AT_ONCE = 64;

  private final Opener opener;
  private final LongSupplier nanos;

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
   * @param protocol the id of the dialect, or null
   * @param model its model, or null
   * @param serial its serial number, or null
   * @param system the smallest serial number on its parallel bus; null for one that is alone
   * @param mode its work mode, as the bus reports it, or null
   * @param notes lasting facts worth knowing about it, each one sentence
   * @param error why nothing is known of what is on the device; one sentence, or null
   */
  public record Found(
      DeviceAddress device,
      @Nullable Integer unit,
      @Nullable String protocol,
      @Nullable String model,
      @Nullable String serial,
      @Nullable String system,
      @Nullable String mode,
      List<String> notes,
      @Nullable String error) {
    public Found {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Scans devices.
   *
   * @param found receives the result of each device in their order, as soon as it is known, then
   *     each unit on their buses that has no cable of its own among them
   */
  public void look(List<DeviceAddress> devices, Consumer<Found> found) throws InterruptedException {
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
          devices.stream().map(device -> pool.submit(() -> look(device))).toList();
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

  /** What is on a device, then the other units on its parallel bus. */
  private List<Found> look(DeviceAddress device) {
    try (Line line = new Line(opener.open(device), Timing.of(device.kind()), nanos)) {
      line.limit(Identification.LONGEST);
      Identity identity = new Identification(line).identify("auto");
      Map<String, BusScan.Present> others = BusScanner.others(line, identity);
      String system = system(identity, others);
      List<Found> found = new ArrayList<>();
      found.add(
          new Found(
              device,
              null,
              identity.dialect().id(),
              identity.model(),
              identity.serial(),
              system,
              null,
              identity.note().stream().toList(),
              null));
      others.forEach((serial, unit) -> found.add(other(device, serial, system, unit)));
      return found;
    } catch (LinkException | ProtocolException | SilentException e) {
      return List.of(
          new Found(
              device,
              null,
              null,
              null,
              null,
              null,
              null,
              List.of(),
              Objects.toString(e.getMessage(), "")));
    }
  }

  private static @Nullable String system(Identity identity, Map<String, BusScan.Present> others) {
    TreeSet<String> serials = new TreeSet<>(others.keySet());
    if (serials.isEmpty() || identity.serial() == null) {
      return null;
    }
    serials.add(identity.serial());
    return serials.first();
  }

  private static Found other(
      DeviceAddress via, String serial, @Nullable String system, BusScan.Present unit) {
    Object mode = unit.data().get("work_mode");
    return new Found(
        via,
        unit.number(),
        null,
        null,
        serial,
        system,
        mode == null ? null : mode.toString(),
        List.of(),
        null);
  }
}
