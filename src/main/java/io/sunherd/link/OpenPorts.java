package io.sunherd.link;

import com.fazecast.jSerialComm.SerialPort;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The serial ports in use. At the end of the process the driver closes every port at once, even
 * during an exchange; this makes it wait for their owners to close them, but not for long.
 */
final class OpenPorts {
  private static final Set<SerialLink> OPEN = ConcurrentHashMap.newKeySet();

  static {
    SerialPort.addShutdownHook(new Thread(OpenPorts::await, "serial ports"));
  }

  private OpenPorts() {}

  static void add(SerialLink link) {
    OPEN.add(link);
  }

  static void remove(SerialLink link) {
    OPEN.remove(link);
  }

  private static void await() {
    long start = System.nanoTime();
    while (!OPEN.isEmpty() && System.nanoTime() - start < OrderlyShutdown.patienceNanos()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
