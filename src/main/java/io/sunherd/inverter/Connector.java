package io.sunherd.inverter;

import io.sunherd.inverter.exchange.Conversation;
import io.sunherd.inverter.exchange.Identification;
import io.sunherd.inverter.exchange.Line;
import io.sunherd.inverter.exchange.LineHabits;
import io.sunherd.inverter.exchange.LinkMeter;
import io.sunherd.inverter.exchange.SilentException;
import io.sunherd.inverter.exchange.Strays;
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
 * Finds a unit and opens a session with it: on its configured device, where it was last, where it
 * was sighted, and, if its serial number is known, wherever it may appear after it was plugged in
 * again. A device with another unit is closed at once.
 */
final class Connector {
  /**
   * At every so many of the attempts that meet silence on its own device, units of other families
   * are looked for.
   */
  private static final int FOREIGNERS_EVERY = 4;

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

  /** Why the attempt before failed; null where it succeeded. */
  private @Nullable String before;

  /** How many attempts in a row met silence on its own device. */
  private int silences;

  private @Nullable Identity last;
  private @Nullable DeviceAddress lastDevice;
  private LineHabits habits = new LineHabits();
  private final Strays strays = new Strays();
  private @Nullable DeviceAddress sighted;

  /**
   * A connector.
   *
   * @param elsewhere the other devices at which the unit of a device may have appeared
   * @param stranger takes the serial number of each unit that is not the wanted one, and its device
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

  /**
   * The unit of this serial number was found on that device; returns whether it is the wanted one.
   */
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
   * Tries one device only, so that other work need not wait until all were tried: a sighting that
   * comes in between is followed at once.
   *
   * @return a session with the unit; null where there are more devices to try
   * @throws NotConnected after the last one, with the error of the first device that exists, or of
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

  /**
   * The error to report: that another part is trying the port, to look for its own unit, does not
   * replace the error before.
   */
  private String trouble() {
    if (reason == null && busy != null) {
      return before == null ? busy : before;
    }
    return reason == null ? String.valueOf(missing) : reason;
  }

  /** Sets the configured devices of the hub's other units. */
  void others(List<DeviceAddress> devices) {
    others = List.copyOf(devices);
  }

  /**
   * Whether the unit may be at a device: a unit without a serial number belongs to its port, so it
   * is never looked for at the port of another one.
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
    LineHabits known = link.device().equals(lastDevice) ? habits.reopened() : new LineHabits();
    Line line = new Line(link, Timing.of(device.kind()), nanos, known);
    boolean kept = false;
    Identity found;
    try {
      found =
          new Identification(line, last, mayBeOther(isElsewhere))
              .identify(unit.protocol(), wanted(isElsewhere));
      silences = isElsewhere ? silences : 0;
      kept = isMeant(found, isElsewhere);
    } catch (SilentException e) {
      silences += isElsewhere ? 0 : 1;
      throw e;
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
    return new Conversation(line, found, meter, strays);
  }

  /**
   * Whether to look for a unit of another family in place of the one that was here: that takes
   * seconds, so that it is done now and then while nothing answers, and on its own device only.
   */
  private boolean mayBeOther(boolean isElsewhere) {
    return last == null || (!isElsewhere && silences % FOREIGNERS_EVERY == FOREIGNERS_EVERY - 1);
  }

  /**
   * Whether the unit found is the wanted one. With a configured serial number it must report that;
   * elsewhere, without one, it must report the number it had. On its own device it may be a new
   * unit, but not one without a number, as that may be just a lost reply.
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

  /**
   * The unit found is another one. Its own inverter is notified once the device is closed, since it
   * will open it at once.
   */
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
