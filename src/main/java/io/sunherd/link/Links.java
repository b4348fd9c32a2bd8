package io.sunherd.link;

import io.sunherd.link.LinkException.Reason;
import java.nio.file.Path;

/** Opens devices of every kind. */
public final class Links implements Opener {
  private final Opener simulated;

  /**
   * Knows how to open everything but simulated devices.
   *
   * @param simulated opens those
   */
  public Links(Opener simulated) {
    this.simulated = simulated;
  }

  @Override
  public Link open(DeviceAddress device) throws LinkException {
    return switch (device.kind()) {
      case SERIAL -> SerialLink.open(device);
      case USB -> device.path().equals(DeviceAddress.AUTO) ? anyUsb(device) : HidLink.open(device);
      case TCP -> TcpLink.open(device);
      case SIM -> simulated.open(device);
    };
  }

  /** The first that is free; where none is, what is wrong with the last one. */
  private static Link anyUsb(DeviceAddress auto) throws LinkException {
    LinkException trouble =
        new LinkException(
            Reason.MISSING,
            auto + " finds no inverter on USB (0665:5161): plug one in, or name its path.");
    for (Path file : Hidraw.bridges(Path.of("/dev"), Path.of("/sys"))) {
      try {
        return HidLink.open(new DeviceAddress(DeviceAddress.Kind.USB, file.toString()));
      } catch (LinkException e) {
        trouble = e;
      }
    }
    throw trouble;
  }
}
