package io.sunherd.link;

import com.sun.jna.LastErrorException;
import java.nio.file.Path;

/**
 * The exclusive lock on a device file that serial programs use (flock). Unlike Java's own file
 * locks it is not lost when this process opens and closes the file once more.
 */
final class DeviceLock implements AutoCloseable {
  private final int fd;

  private DeviceLock(int fd) {
    this.fd = fd;
  }

  /**
   * Takes the lock.
   *
   * @throws LinkException when the device is missing, or locked by another process or this one
   */
  static DeviceLock take(DeviceAddress device, Path file) throws LinkException {
    int fd = -1;
    try {
      fd = Libc.open(file.toString(), Libc.O_RDWR | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
      Libc.flock(fd, Libc.LOCK_EXCLUSIVE_NOW);
      return new DeviceLock(fd);
    } catch (LastErrorException e) {
      if (fd < 0) {
        throw Access.missing(device);
      }
      Libc.close(fd);
      // Usually finds the process that holds it, and fails with its name.
      Access.check(device, file);
      throw Access.heldBySomebody(device);
    }
  }

  @Override
  public void close() {
    Libc.close(fd);
  }
}
