package io.sunherd.link;

import io.sunherd.link.DeviceAddress.Kind;
import io.sunherd.link.LinkException.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens devices of every kind, each for one part of this program at a time. */
public final class Links implements Opener {
  /** For who has no simulated devices. */
  public static final Opener NO_SIMULATION =
      device -> {
        throw new LinkException(
            Reason.MISSING, device + " is simulated: there is nothing to find.");
      };

  private static final String NOBODY_IN_PARTICULAR = "this program";

  private final Opener simulated;

  /** The name of the part that has a device open, or is opening it, by the device's place. */
  private final Map<String, String> taken = new ConcurrentHashMap<>();

  /**
   * Opens everything but simulated devices by itself.
   *
   * @param simulated opens simulated devices
   */
  public Links(Opener simulated) {
    this.simulated = simulated;
  }

  @Override
  public Link open(DeviceAddress device) throws LinkException {
    return open(device, NOBODY_IN_PARTICULAR);
  }

  @Override
  public Opener as(String who) {
    return device -> open(device, who);
  }

  private Link open(DeviceAddress device, String who) throws LinkException {
    boolean isAnyUsb = device.kind() == Kind.USB && device.path().equals(DeviceAddress.AUTO);
    return isAnyUsb ? anyUsb(device, who) : one(device, who);
  }

  private Link one(DeviceAddress device, String who) throws LinkException {
    String place = device.place();
    String holder = taken.putIfAbsent(place, who);
    if (holder != null) {
      throw isGone(device) ? Access.missing(device) : Access.inUse(device, holder);
    }
    boolean isOpen = false;
    try {
      Link link =
          switch (device.kind()) {
            case SERIAL -> SerialLink.open(device, place);
            case USB -> HidLink.open(device, place);
            case TCP -> TcpLink.open(device);
            case SIM -> simulated.open(device);
          };
      isOpen = true;
      return new OwnedLink(link, () -> taken.remove(place));
    } finally {
      if (!isOpen) {
        taken.remove(place);
      }
    }
  }

  /** Whether the device was unplugged while it was open; then its owner will close it soon. */
  private static boolean isGone(DeviceAddress device) {
    return switch (device.kind()) {
      case SERIAL, USB -> Files.notExists(Path.of(device.path()));
      case TCP, SIM -> false;
    };
  }

  /** Opens the first free USB device; where none is free, fails with the error of the last one. */
  private Link anyUsb(DeviceAddress auto, String who) throws LinkException {
    LinkException trouble =
        new LinkException(
            Reason.MISSING,
            auto + " finds no inverter on USB (0665:5161): plug one in, or name its path.");
    for (Path file : Hidraw.bridges(Path.of("/dev"), Path.of("/sys"))) {
      try {
        return one(new DeviceAddress(Kind.USB, file.toString()), who);
      } catch (LinkException e) {
        trouble = e;
      }
    }
    throw trouble;
  }
}
