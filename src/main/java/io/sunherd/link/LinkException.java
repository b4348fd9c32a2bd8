package io.sunherd.link;

import java.io.IOException;
import java.util.OptionalLong;

/** Why a device cannot be used. The message is one sentence that names the device. */
public final class LinkException extends IOException {
  private static final long NOBODY = -1;

  private final Reason reason;
  private final long holder;

  /** The kinds of trouble. */
  public enum Reason {
    /** The device does not exist now. */
    MISSING,
    /** Another process holds it, or its driver hangs; the message says which. */
    HELD,
    /** Another part of this program has it, maybe for a moment; the message names that part. */
    BUSY,
    /** This user may not open it. */
    FORBIDDEN,
    /** It was open and is gone, or accepts no more bytes. */
    LOST
  }

  public LinkException(Reason reason, String message) {
    this(reason, message, NOBODY);
  }

  /**
   * A device that a process holds.
   *
   * @param holder the number of that process
   */
  LinkException(Reason reason, String message, long holder) {
    super(message);
    this.reason = reason;
    this.holder = holder;
  }

  /** The device exists, but accepts no bytes. */
  public static LinkException stuck(DeviceAddress device) {
    return new LinkException(
        Reason.LOST,
        device
            + " takes no bytes: nothing that is sent goes out; re-plug it, or look at its other"
            + " end.");
  }

  /** The device was open and is gone. */
  static LinkException gone(DeviceAddress device) {
    return new LinkException(Reason.LOST, device + " is gone: it was unplugged or switched off.");
  }

  /** The use of the device was interrupted: its owner is to close it. */
  static LinkException interrupted(DeviceAddress device) {
    return new LinkException(Reason.LOST, device + " is being let go.");
  }

  public Reason reason() {
    return reason;
  }

  /** The process that holds the device, where that is known. */
  public OptionalLong holder() {
    return holder == NOBODY ? OptionalLong.empty() : OptionalLong.of(holder);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
