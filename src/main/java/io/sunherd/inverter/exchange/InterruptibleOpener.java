package io.sunherd.inverter.exchange;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.link.LinkException.Reason;
import io.sunherd.link.Opener;
import org.jspecify.annotations.Nullable;

/**
 * Lets another thread interrupt the use of an inverter's device: then a wait for a reply ends at
 * once and no further device is opened. An order that is being sent is completed first. For any
 * thread.
 */
public final class InterruptibleOpener implements Opener {
  private final Opener opener;
  private @Nullable Link link;
  private boolean isInterrupted;
  private boolean isOrdering;

  /** Controls the devices that this opener opens. */
  public InterruptibleOpener(Opener opener) {
    this.opener = opener;
  }

  @Override
  public Link open(DeviceAddress device) throws LinkException {
    return open(opener, device);
  }

  @Override
  public Opener as(String who) {
    return device -> open(opener.as(who), device);
  }

  private Link open(Opener with, DeviceAddress device) throws LinkException {
    if (isInterrupted()) {
      throw new LinkException(Reason.MISSING, device + " is not opened any more.");
    }
    Link opened = with.open(device);
    hold(opened);
    return opened;
  }

  private synchronized void hold(Link opened) {
    link = opened;
    interruptIfFree();
  }

  /** Whether it was interrupted. */
  public synchronized boolean isInterrupted() {
    return isInterrupted;
  }

  /** Interrupts the device, as soon as no order is being sent. */
  public synchronized void interrupt() {
    isInterrupted = true;
    interruptIfFree();
  }

  /**
   * An order is about to be sent.
   *
   * @return false where it was already interrupted
   */
  public synchronized boolean beginOrder() {
    isOrdering = !isInterrupted;
    return isOrdering;
  }

  /** The result of the order is known, or never will be. */
  public synchronized void endOrder() {
    isOrdering = false;
    interruptIfFree();
  }

  private void interruptIfFree() {
    if (isInterrupted && !isOrdering && link != null) {
      link.interrupt();
    }
  }
}
