package io.sunherd.inverter.exchange;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.link.LinkException.Reason;
import io.sunherd.link.Opener;
import org.jspecify.annotations.Nullable;

/**
 * What another thread holds the device of an inverter by. Once it is cut, whatever waits for an
 * answer of the device gives up, and no other is opened; only an order that is on its way comes to
 * its end first. For any thread.
 */
public final class Leash implements Opener {
  private final Opener opener;
  private @Nullable Link link;
  private boolean isCut;
  private boolean isOrdering;

  /** Holds what this opens. */
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

  /** Lets the device go as soon as no order is on its way. */
  public synchronized void cut() {
    isCut = true;
    interruptIfFree();
  }

  /**
   * An order is about to be sent.
   *
   * @return false where that is too late
   */
  public synchronized boolean beginOrder() {
    isOrdering = !isCut;
    return isOrdering;
  }

  /** What became of the order is known, or never will be. */
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
