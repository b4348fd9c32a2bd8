package io.sunherd.link;

import io.sunherd.link.LinkException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Checks that a device file may be opened: it exists, this user is allowed, no other process has it
 * open, and its driver is not still closing it.
 */
final class Access {
  private Access() {}

  /**
   * Returns if the device may be opened.
   *
   * @throws LinkException when the file is missing, forbidden, held or still being closed
   */
  static void check(DeviceAddress device, Path file) throws LinkException {
    if (HangingCalls.hangs(file.toString())) {
      throw new LinkException(
          Reason.HELD,
          device
              + " is still being closed, for its driver hangs: it is tried again once that has"
              + " ended; re-plug it.");
    }
    if (!Files.exists(file)) {
      throw missing(device);
    }
    Holders.Holder holder;
    try {
      holder = Holders.of(file);
    } catch (IOException e) {
      throw Files.exists(file)
          ? new LinkException(
              Reason.FORBIDDEN,
              device + " cannot be checked for other users: " + e.getMessage() + ".")
          : missing(device);
    }
    if (holder != null) {
      throw holder.isSelf() ? inUse(device, "this program") : held(device, holder);
    }
    if (!Files.isReadable(file) || !Files.isWritable(file)) {
      throw new LinkException(
          Reason.FORBIDDEN,
          device + " may not be opened by user " + System.getProperty("user.name") + hint(device));
    }
  }

  /** The error where another part of this program has the device open. */
  static LinkException inUse(DeviceAddress device, String who) {
    return new LinkException(
        Reason.BUSY,
        device + " is in use by " + who + ": a line is never shared, so it has to be waited for.");
  }

  /** The error where a process has it open that cannot be found. */
  static LinkException heldBySomebody(DeviceAddress device) {
    return new LinkException(Reason.HELD, isHeld(device, "another process"));
  }

  private static LinkException held(DeviceAddress device, Holders.Holder holder) {
    return new LinkException(Reason.HELD, isHeld(device, holder.toString()), holder.pid());
  }

  private static String isHeld(DeviceAddress device, String holder) {
    return device + " is held by " + holder + ": stop it first, a line is never shared.";
  }

  static LinkException missing(DeviceAddress device) {
    return new LinkException(
        Reason.MISSING, device + " is not there: plug it in, or correct the path.");
  }

  private static String hint(DeviceAddress device) {
    return device.kind() == DeviceAddress.Kind.USB
        ? ": join the group dialout, and install conf/udev/99-sunherd.rules, which gives it to it."
        : ": join the group dialout.";
  }
}
