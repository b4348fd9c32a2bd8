package io.sunherd.inverter;

import io.sunherd.inverter.exchange.ScriptedLink;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import java.time.Duration;

/**
 * A place where nothing answers.
 *
 * @param clock the link whose clock goes on meanwhile
 * @param device where it is
 */
record SilentLink(ScriptedLink clock, DeviceAddress device) implements Link {
  @Override
  public int read(byte[] into, int offset, Duration limit) {
    clock.pass(limit);
    return 0;
  }

  @Override
  public void write(byte[] bytes) {}

  @Override
  public void close() {}
}
