package io.sunherd.inverter.exchange;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.link.LinkException.Reason;
import io.sunherd.link.Opener;
import org.jspecify.annotations.Nullable;

/**
 * Lets another thread interrupt the use of an inverter's device. Once it is cut, a wait for a reply
 * ends at once and no further device is opened; an order that is being sent is completed first. For
 * any thread.
 */
public final class Leash implements Opener {
  private final Opener opener;
  private @Nullable Link link;
  private boolean isCut;
  private boolean isOrdering;

  /** Controls the devices that this opener opens. */
  public Leash(Opener opener) {
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
    if (isCut()) {
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

  /** Whether it was cut. */
  public synchronized boolean isCut() {
    return isCut;
  }

  /** Interrupts the device, as soon as no order is being sent. */
  public synchronized void cut() {
    isCut = true;
    interruptIfFree();
  }

  /**
   * An order is about to be sent.
   *
   * @return false where the leash is already cut
   */
  public synchronized boolean beginOrder() {
    isOrdering = !isCut;
    return isOrdering;
  }

  /** The result of the order is known, or never will be. */
  public synchronized void endOrder() {
    isOrdering = false;
    interruptIfFree();
  }

  private void interruptIfFree() {
    if (isCut && !isOrdering && link != null) {
      link.interrupt();
    }
  }
}
