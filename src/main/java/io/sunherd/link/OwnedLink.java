package io.sunherd.link;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open device that belongs to one part of the program until it is closed. */
final class OwnedLink implements Link {
  private final Link link;
  private final Runnable release;
  private final AtomicBoolean isOwned = new AtomicBoolean(true);

  /**
   * @param release makes the device available to others
   */
  OwnedLink(Link link, Runnable release) {
    this.link = link;
    this.release = release;
  }

  @Override
  public int read(byte[] into, int offset, Duration limit) throws LinkException {
    return link.read(into, offset, limit);
  }

  @Override
  public void write(byte[] bytes) throws LinkException {
    link.write(bytes);
  }

  @Override
  public void interrupt() {
    link.interrupt();
  }

  @Override
  public DeviceAddress device() {
    return link.device();
  }

  @Override
  public void close() {
    link.close();
    if (isOwned.getAndSet(false)) {
      release.run();
    }
  }
}
