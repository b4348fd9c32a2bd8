package io.sunherd.sim.line;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import java.time.Duration;

/** An open simulated unit. */
public final class SimLink implements Link {
  private final DeviceAddress device;
  private final Port port;
  private final int connection;

  public SimLink(DeviceAddress device, Port port) throws LinkException {
    this.device = device;
    this.port = port;
    this.connection = port.connect();
  }

  @Override
  public int read(byte[] into, int offset, Duration limit) throws LinkException {
    return port.read(connection, into, offset, limit);
  }

  @Override
  public void write(byte[] bytes) throws LinkException {
    if (!port.awaitRoom(connection, WRITE_LIMIT)) {
      throw LinkException.stuck(device);
    }
    port.write(connection, bytes, bytes.length);
  }

  @Override
  public void interrupt() {
    port.disconnect(connection);
  }

  @Override
  public DeviceAddress device() {
    return device;
  }

  @Override
  public void close() {
    port.disconnect(connection);
  }
}
