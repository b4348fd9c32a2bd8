package io.sunherd.inverter;

import io.sunherd.inverter.exchange.Conversation;
import io.sunherd.inverter.exchange.Habits;
import io.sunherd.inverter.exchange.Identification;
import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.LinkMeter;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.inverter.exchange.Timing;
import io.sunherd.inverter.unit.Identity;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.link.Opener;
import io.sunherd.protocol.frame.ProtocolException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds a unit and opens a session with it: where it is configured, where it was last, where it was
 * sighted, and, for a unit whose serial number is known, wherever it may have come up after a
 * re-plug. A device that holds another unit is let go at once.
 */
final class Connector {
  private final UnitConfig unit;
  private final Opener opener;
  private final Function<DeviceAddress, List<DeviceAddress>> elsewhere;
  private final LongSupplier nanos;
  private final BiConsumer<String, DeviceAddress> stranger;
  private final LinkMeter meter;
  private final Set<DeviceAddress> left = new LinkedHashSet<>();
  private List<DeviceAddress> others = List.of();
  private @Nullable String missing;
  private @Nullable String busy;
  private @Nullable String reason;

  /** Why it could not be reached the time before; null where it could. */
  private @Nullable String before;

  private @Nullable Identity last;
  private @Nullable DeviceAddress lastDevice;
  private Habits habits = new Habits();
  private @Nullable DeviceAddress sighted;

  /**
   * A connector.
   *
   * @param elsewhere the other places where the unit of a device may have come up
   * @param stranger told of each unit that is not the one wanted, and where it answered
   * @param meter counts what happens in the sessions
   */
  Connector(
      UnitConfig unit,
      Opener opener,
      Function<DeviceAddress, List<DeviceAddress>> elsewhere,
      LongSupplier nanos,
      BiConsumer<String, DeviceAddress> stranger,
      LinkMeter meter) {
    this.unit = unit;
    this.opener = opener;
    this.elsewhere = elsewhere;
    this.nanos = nanos;
    this.stranger = stranger;
    this.meter = meter;
  }

  /** Why no session could be opened; one sentence. */
  static final class NotConnected extends Exception {
    NotConnected(String message) {
      super(message);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /** Somebody met the unit of this serial number on that device; tells whether it is this one. */
  boolean sighting(String serial, DeviceAddress device) {
    boolean wanted = serial.equals(wantedSerial()) && mayBeAt(device);
    sighted = wanted ? device : sighted;
    return wanted;
  }

  private @Nullable String wantedSerial() {
    if (unit.serial() != null) {
      return unit.serial();
    }
    return last == null ? null : last.serial();
  }

  /**
   * Looks at one place, so that nobody has to wait until all have been looked at: a sighting that
   * comes in between is followed at once.
   *
   * @return a session with the unit; null where there are more places to look at
   * @throws NotConnected after the last, with the reason of the first place that was there, or of
   *     the configured one
   */
  @Nullable Conversation look() throws NotConnected {
    if (left.isEmpty()) {
      left.addAll(places());
      missing = null;
      busy = null;
      reason = null;
    }
    DeviceAddress device = next();
    try {
      Conversation session = open(device, !device.equals(unit.device()));
      left.clear();
      before = null;
      return session;
    } catch (LinkException e) {
      boolean own = device.equals(unit.device());
      if (e.reason() == LinkException.Reason.MISSING) {
        missing = missing == null ? e.getMessage() : missing;
      } else if (e.reason() == LinkException.Reason.BUSY) {
        busy = own ? e.getMessage() : busy;
      } else if (own || e.reason() != LinkException.Reason.HELD) {
        reason = reason == null ? e.getMessage() : reason;
      }
    } catch (ProtocolException | SilentException e) {
      reason = reason == null ? String.valueOf(e.getMessage()) : reason;
    }
    if (left.isEmpty()) {
      before = trouble();
      throw new NotConnected(before);
    }
    return null;
  }

  /** Others may look for their units at its port: that does not hide what was wrong with it. */
  private String trouble() {
    if (reason == null && busy != null) {
      return before == null ? busy : before;
    }
    return reason == null ? String.valueOf(missing) : reason;
  }

  /** Where the other units of the hub are configured to be. */
  void others(List<DeviceAddress> devices) {
    others = List.copyOf(devices);
  }

  /**
   * The name of an unbound unit goes with its port: what is at the port of another one bears that
   * one's name.
   */
  private boolean mayBeAt(DeviceAddress device) {
    return unit.serial() != null
        || device.equals(unit.device())
        || others.stream().noneMatch(other -> other.place().equals(device.place()));
  }

  private DeviceAddress next() {
    DeviceAddress device = sighted == null ? left.iterator().next() : sighted;
    sighted = null;
    left.remove(device);
    return device;
  }

  private Set<DeviceAddress> places() {
    Set<DeviceAddress> places = new LinkedHashSet<>();
    places.add(unit.device());
    if (wantedSerial() != null) {
      if (lastDevice != null) {
        places.add(lastDevice);
      }
      places.addAll(elsewhere.apply(unit.device()));
      places.removeIf(place -> !mayBeAt(place));
    }
    return places;
  }

  private Conversation open(DeviceAddress device, boolean isElsewhere)
      throws LinkException, ProtocolException, SilentException {
    String who = unit.id() + (isElsewhere ? ", which looks for its unit there" : "");
    Link link = opener.as(who).open(device);
    Habits known = link.device().equals(lastDevice) ? habits.reopened() : new Habits();
    Line line = new Line(link, Timing.of(device.kind()), nanos, known);
    boolean kept = false;
    Identity found;
    try {
      found = new Identification(line, last).identify(unit.protocol(), wanted(isElsewhere));
      kept = isMeant(found, isElsewhere);
    } finally {
      if (!kept) {
        line.close();
      }
    }
    if (!kept) {
      throw stranger(found, link.device(), isElsewhere);
    }
    if (last == null || !found.isSameUnit(last)) {
      known.forgetUnit();
    }
    last = found;
    lastDevice = link.device();
    habits = known;
    return new Conversation(line, found, meter);
  }

  /**
   * A bound unit must show its number; elsewhere, an unbound one must show the one it had. In its
   * own place it may be another one now, but not one without a number: a reply that is missing does
   * not make it that.
   */
  private boolean isMeant(Identity found, boolean isElsewhere) {
    String wanted = wanted(isElsewhere);
    return wanted != null
        ? wanted.equals(found.serial())
        : found.number() != null || wantedSerial() == null;
  }

  private @Nullable String wanted(boolean isElsewhere) {
    return isElsewhere ? wantedSerial() : unit.serial();
  }

  /** Its own inverter is told once the device was let go, for it will come at once. */
  private LinkException stranger(Identity found, DeviceAddress device, boolean isElsewhere) {
    if (found.number() == null) {
      return new LinkException(LinkException.Reason.MISSING, nameless(device));
    }
    if (found.serial() != null) {
      stranger.accept(found.serial(), device);
    }
    return new LinkException(
        LinkException.Reason.MISSING,
        device
            + " holds "
            + found.described()
            + ", not "
            + wanted(isElsewhere)
            + ": it is left alone"
            + (found.note().isPresent() && !isElsewhere
                ? "; take serial out of its configuration where it is the one meant."
                : "."));
  }

  private String nameless(DeviceAddress device) {
    String head = device + " answers, but does not tell its serial number, which ";
    return unit.serial() != null
        ? head + "must be " + unit.serial() + ": it is asked again."
        : head
            + "was "
            + wantedSerial()
            + ": it is asked again; restart the hub if another unit is there now.";
  }
}
