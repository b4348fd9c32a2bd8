package io.sunherd.link;

import static io.sunherd.link.HidVmCheck.ask;
import static io.sunherd.link.HidVmCheck.check;
import static io.sunherd.link.HidVmCheck.deviceOf;
import static io.sunherd.link.HidVmCheck.refused;
import static io.sunherd.link.HidVmCheck.request;
import static io.sunherd.link.HidVmCheck.says;

import io.sunherd.link.LinkException.Reason;
import io.sunherd.suite.Respite;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the kernel's own drivers do with a device that takes no bytes. */
final class StuckInVm {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

  private StuckInVm() {}

  static void bridge() throws Exception {
    DeviceAddress device = deviceOf("92932004100000");
    VirtualInverters.tell("stuck 0 on");
    for (int round = 0; round < 2; round++) {
      Link link = opened(device);
      takesNoBytes(link, request("PBEQMAXCURR100.0"));
      link.close();
      var e = refused(device);
      check(e.reason() == Reason.HELD && says(e, "is still being closed"), e.getMessage());
    }
    VirtualInverters.tell("stuck 0 off");
    try (Link link = opened(device)) {
      // The half of a request may be there, which spoils the first one behind it.
      String first = ask(link, "QID");
      check(first.equals("NAK") || first.equals("92932004100000"), "QID or NAK, not " + first);
      check(ask(link, "QID").equals("92932004100000"), "the reply to QID");
    }
  }

  static void port() throws Exception {
    DeviceAddress device = DeviceAddress.parse("serial:/dev/ttyACM0");
    try (Link link = HidVmCheck.LINKS.open(device)) {
      check(ask(link, "QID").equals("92932004100002"), "the reply to QID");
    }
    VirtualInverters.tell("stuck 2 on");
    Link full = HidVmCheck.LINKS.open(device);
    takesNoBytes(full, new byte[1 << 17]);
    full.close();
    Link link = opened(device);
    // The driver takes a little that it does not send.
    link.write(request("QPI"));
    check(link.read(new byte[8], 0, Duration.ofMillis(100)) == 0, "silence");
    takesNoBytes(link, request("QPI"));
    link.close();
    VirtualInverters.tell("stuck 2 off");
    try (Link again = opened(device)) {
      // What was written before goes first.
      while (again.read(new byte[64], 0, Duration.ofSeconds(2)) > 0) {
        Respite.take();
      }
      check(ask(again, "QID").equals("92932004100002"), "the reply to QID");
    }
  }

  private static void takesNoBytes(Link link, byte[] bytes) throws Exception {
    try {
      link.write(bytes);
    } catch (LinkException e) {
      check(e.reason() == Reason.LOST && says(e, "takes no bytes"), e.getMessage());
      return;
    }
    throw new AssertionError("expected " + link.device() + " to take no bytes");
  }

  /** Opens a device once its driver is through with closing it. */
  private static Link opened(DeviceAddress device) throws IOException {
    long start = System.nanoTime();
    while (true) {
      try {
        return HidVmCheck.LINKS.open(device);
      } catch (LinkException e) {
        if (System.nanoTime() - start > PATIENCE_NANOS || !says(e, "is still being closed")) {
          throw e;
        }
        LockSupport.parkNanos(1_000_000);
      }
    }
  }
}
