package io.sunherd.link;

import io.sunherd.link.LinkException.Reason;
import io.sunherd.protocol.frame.Crc16;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Tries the USB path for real: the kernel's USB and HID drivers, the native library, plugs that are
 * pulled. Runs in the virtual machine of src/test/hid-vm, started by HidVmTest.
 */
final class HidVmCheck {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final DeviceAddress AUTO = DeviceAddress.parse("usb:auto");
  static final Opener LINKS =
      new Links(
          device -> {
            throw new LinkException(Reason.MISSING, device + " is not for this check.");
          });

  private HidVmCheck() {}

  private interface Step {
    void run() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    step("two inverters without USB serial numbers are told apart", HidVmCheck::find);
    step("requests and replies pass whole, time after time", HidVmCheck::exchange);
    step("silence ends with the limit", HidVmCheck::silence);
    step("a second opening is refused, usb:auto takes the free one", HidVmCheck::ownDoubleOpening);
    step("a device of another program is refused by that name", HidVmCheck::rival);
    step("a bridge that takes no bytes is lost in time and found again", StuckInVm::bridge);
    step("a serial port that takes no bytes likewise", StuckInVm::port);
    step("an unplugged inverter is lost at once and found again", HidVmCheck::replug);
    step("with none plugged in, usb:auto says so", HidVmCheck::none);
  }

  private static void step(String name, Step step) throws Exception {
    try {
      step.run();
    } catch (Exception | AssertionError e) {
      System.out.println("hid-vm: FAILED: " + name);
      throw e;
    }
    System.out.println("hid-vm: ok: " + name);
  }

  private static void find() throws IOException {
    List<DeviceAddress> all = new Candidates().elsewhere(AUTO);
    check(all.size() == 2, "two devices, not " + all);
    List<String> ids = List.of(qid(all.get(0)), qid(all.get(1)));
    check(
        ids.stream().sorted().toList().equals(List.of("92932004100000", "92932004100001")),
        "the serial numbers, not " + ids);
    try (Link link = LINKS.open(AUTO)) {
      check(all.contains(link.device()), "the device's own path, not " + link.device());
    }
  }

  private static void exchange() throws IOException {
    try (Link link = LINKS.open(AUTO)) {
      for (int i = 0; i < 5; i++) {
        check(ask(link, "QPI").equals("PI30"), "the reply to QPI");
        check(ask(link, "QPIGS").length() > 100, "a whole QPIGS");
        // Longer than a report; this unit does not know it.
        check(ask(link, "PBEQMAXCURR100.0").equals("NAK"), "NAK");
      }
    }
  }

  private static void silence() throws IOException {
    VirtualInverters.tell("mute all on");
    try (Link link = LINKS.open(AUTO)) {
      link.write(request("QPI"));
      for (int millis : new int[] {0, 1, 6, 250}) {
        int count = link.read(new byte[8], 0, Duration.ofMillis(millis));
        check(count == 0, "silence, not " + count + " bytes");
      }
    }
    VirtualInverters.tell("mute all off");
  }

  private static void ownDoubleOpening() throws IOException {
    try (Link first = LINKS.open(AUTO);
        Link second = LINKS.open(AUTO)) {
      check(!first.device().equals(second.device()), "the other device");
      var e = refused(first.device());
      check(e.reason() == Reason.BUSY && says(e, "is in use by this program"), e.getMessage());
      check(refused(AUTO).reason() == Reason.BUSY, "BUSY where all are");
      // The refusals must not have broken the lock or the line.
      check(refused(first.device()).reason() == Reason.BUSY, "BUSY still");
      check(ask(first, "QPI").equals("PI30"), "the reply to QPI");
    }
  }

  private static void rival() throws Exception {
    DeviceAddress device = new Candidates().elsewhere(AUTO).get(0);
    for (String command :
        List.of(
            "exec 7<>" + device.path() + "; echo ready; read end",
            "exec flock -n " + device.path() + " sh -c 'echo ready; read end'")) {
      Process rival = new ProcessBuilder("sh", "-c", command).start();
      check("ready".equals(rival.inputReader().readLine()), "the rival has it");
      String name = Files.readString(Path.of("/proc/" + rival.pid() + "/comm")).trim();
      var e = refused(device);
      check(
          e.reason() == Reason.HELD && says(e, "process " + rival.pid() + " (" + name + "): stop"),
          e.getMessage());
      try (Link other = LINKS.open(AUTO)) {
        check(!other.device().equals(device), "the free one");
      }
      rival.getOutputStream().close();
      check(rival.waitFor(20, TimeUnit.SECONDS), "the rival's end");
      LINKS.open(device).close();
    }
  }

  private static void replug() throws Exception {
    for (int round = 0; round < 3; round++) {
      DeviceAddress before = deviceOf("92932004100000");
      Link link = LINKS.open(before);
      // Waits for bytes that never come, then for the plug to be pulled.
      var reader = Executors.newSingleThreadExecutor();
      var end = reader.submit(() -> reason(() -> link.read(new byte[8], 0, Duration.ofHours(1))));
      check(!end.isDone(), "a waiting read");
      VirtualInverters.tell("unplug 0");
      check(end.get(5, TimeUnit.SECONDS) == Reason.LOST, "LOST while reading");
      reader.shutdown();
      for (int i = 0; i < 3; i++) {
        check(reason(() -> link.read(new byte[8], 0, Duration.ZERO)) == Reason.LOST, "LOST");
        check(reason(() -> link.write(request("QPI"))) == Reason.LOST, "LOST");
      }
      VirtualInverters.await(1);
      check(refused(before).reason() == Reason.MISSING, "MISSING");
      if (round == 1) {
        // Closed before: the node may have the same name again; else it has another.
        link.close();
      }
      VirtualInverters.tell("plug 0");
      VirtualInverters.await(2);
      DeviceAddress after = deviceOf("92932004100000");
      check(
          after.equals(before) || new Candidates().elsewhere(before).contains(after),
          after + " among the candidates");
      System.out.println("hid-vm: " + before + " came back as " + after);
      link.close();
    }
  }

  private static void none() throws IOException {
    VirtualInverters.tell("unplug all");
    VirtualInverters.await(0);
    var e = refused(AUTO);
    check(e.reason() == Reason.MISSING && says(e, "finds no inverter on USB"), e.getMessage());
    check(new Candidates().elsewhere(AUTO).isEmpty(), "no candidates");
    VirtualInverters.tell("plug all");
    VirtualInverters.await(2);
    try (Link link = LINKS.open(AUTO)) {
      check(ask(link, "QPI").equals("PI30"), "the reply to QPI");
    }
  }

  static DeviceAddress deviceOf(String serial) throws IOException {
    for (DeviceAddress device : new Candidates().elsewhere(AUTO)) {
      if (qid(device).equals(serial)) {
        return device;
      }
    }
    throw new AssertionError("expected an inverter " + serial);
  }

  private static String qid(DeviceAddress device) throws IOException {
    try (Link link = LINKS.open(device)) {
      return ask(link, "QID");
    }
  }

  static String ask(Link link, String text) throws IOException {
    link.write(request(text));
    byte[] into = new byte[256];
    for (int at = 0; ; ) {
      int count = link.read(into, at, LONG);
      check(count > 0, "the rest of the reply to " + text + " after " + at + " bytes");
      at += count;
      for (int end = 3; end < at; end++) {
        if (into[end] == '\r') {
          check(
              Crc16.matches(into, 0, end - 2, into[end - 2], into[end - 1]),
              "a sound reply to " + text);
          return new String(into, 1, end - 3, StandardCharsets.US_ASCII);
        }
      }
    }
  }

  static byte[] request(String text) {
    byte[] body = text.getBytes(StandardCharsets.US_ASCII);
    int crc = Crc16.of(body, 0, body.length);
    byte[] frame = Arrays.copyOf(body, body.length + 3);
    frame[body.length] = Crc16.bumped(crc >> 8);
    frame[body.length + 1] = Crc16.bumped(crc);
    frame[body.length + 2] = '\r';
    return frame;
  }

  static LinkException refused(DeviceAddress device) {
    try (Link link = LINKS.open(device)) {
      throw new AssertionError("expected a refusal, but " + link.device() + " opened");
    } catch (LinkException e) {
      return e;
    }
  }

  private static Reason reason(Step step) throws Exception {
    try {
      step.run();
    } catch (LinkException e) {
      return e.reason();
    }
    throw new AssertionError("expected a LinkException");
  }

  static boolean says(LinkException e, String words) {
    return e.getMessage().contains(words);
  }

  static void check(boolean holds, String expected) {
    if (!holds) {
      throw new AssertionError("expected " + expected);
    }
  }
}
