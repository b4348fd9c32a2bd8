package io.sunherd.cli;

import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.Setters;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of godenerg's command line, and those that send the same commands through a hub. */
final class SeedOptions {
  /** The actions among them. */
  static final String DEEDS =
      "--status, --op-mode, --cmd CODE, --daemon, --extract-csv-data FROM-TO and"
          + " --extract-json-data FROM-TO";

  @Option(names = "--usb", description = "The device is a USB-HID bridge (/dev/hidraw0, auto).")
  boolean usb;

  @Option(names = "--serial", description = "The device is a serial port (/dev/ttyUSB0).")
  boolean serial;

  @Option(names = "--tcp", description = "The device is a serial line served over TCP (HOST:PORT).")
  boolean tcp;

  @Option(
      names = {"-d", "--device"},
      paramLabel = "DEVICE",
      description = "The device; may be repeated, the first one that answers is used.")
  List<String> devices = List.of();

  @Option(names = "--status", description = "Print the live values.")
  boolean status;

  @Option(names = "--op-mode", description = "Print the operation mode.")
  boolean opMode;

  @Option(
      names = "--cmd",
      paramLabel = "CODE",
      description =
          "Send this command: an inquiry (QPIGS, GS) or a setting (PBFT, MCHGV), in the form of the"
              + " dialect; what begins with ^P or ^S is sent as it stands. What comes back is"
              + " printed: (ACK and (NAK, or ^1 and ^0.")
  @Nullable String command;

  @Option(
      names = {"-v", "--value"},
      paramLabel = "VALUE",
      description = "The value of --cmd, in the protocol's own form.")
  @Nullable String value;

  @Option(
      names = {"-s", "--size"},
      paramLabel = "BYTES",
      description = "Accepted and ignored: a reply ends where it ends.")
  @Nullable Integer size;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "raw|json",
      description = "Print raw text or JSON.")
  @Nullable Format format;

  @Option(
      names = "--protocol",
      paramLabel = "ID",
      defaultValue = "auto",
      description =
          "The dialect the device speaks (default: auto, which finds out: PI30 is tried first).")
  String protocol;

  @Option(
      names = {"--daemon", "--deamon"},
      description = "Run the hub for this one device, in the foreground.")
  boolean daemon;

  @Option(
      names = "--confirm",
      description =
          "Send also what can drop the load, harm the battery or lose settings; to a device: what"
              + " erases or resets (PF, CLE, RTEY, RTDL, ID with a number).")
  boolean confirm;

  @Mixin HubOptions hub = new HubOptions();

  @Mixin ExtractOptions extract = new ExtractOptions();

  @Option(names = "--verbose", description = "Tell more on standard error.")
  boolean verbose;

  /** The forms of output. */
  enum Format {
    RAW,
    JSON
  }

  boolean wantsJson() {
    return json || format == Format.JSON;
  }

  /** Refuses invalid combinations, with a sentence. */
  void check(Function<String, RuntimeException> usage) {
    long links = Stream.of(usb, serial, tcp).filter(chosen -> chosen).count();
    boolean asks = status || opMode || command != null;
    if (links > 1) {
      throw usage.apply("Say only one of --usb, --serial and --tcp.");
    }
    if (command == null && (value != null || size != null)) {
      throw usage.apply("-v and -s belong to --cmd, which is missing.");
    }
    extract.check(usage);
    if (extract.wanted()) {
      if (asks || daemon || confirm || json || format != null) {
        throw usage.apply("An extract is asked for alone, without --status, --json and their kin.");
      }
      hub.checkOfHistory(usage);
      return;
    }
    if (!asks && !daemon) {
      throw usage.apply("Say what to do: " + DEEDS + ".");
    }
    hub.check(usage);
    if (confirm && command == null) {
      throw usage.apply("--confirm goes with --cmd.");
    }
    if (!confirm && hub.hub == null && Setters.loses(commandText())) {
      throw usage.apply(
          commandText() + " erases or resets something in the inverter: --confirm sends it.");
    }
    if (daemon && (asks || hub.hub != null)) {
      throw usage.apply("--daemon goes with a device only.");
    }
    checkPlace(usage, links);
    if (!commandText().matches("[ -~]{0,64}")) {
      throw usage.apply("A command is up to 64 printable characters.");
    }
  }

  /** Requires exactly one hub or device. */
  private void checkPlace(Function<String, RuntimeException> usage, long links) {
    boolean throughHub = hub.hub != null;
    if (!throughHub && (links == 0 || devices.isEmpty())) {
      throw usage.apply("Name the device: --usb, --serial or --tcp, and -d DEVICE.");
    }
    if (throughHub && (links > 0 || !devices.isEmpty())) {
      throw usage.apply("Say either --hub or a device, not both.");
    }
    try {
      addresses();
    } catch (IllegalArgumentException e) {
      throw usage.apply(String.valueOf(e.getMessage()));
    }
  }

  /** Code and value as they go over the wire; empty without --cmd. */
  String commandText() {
    return (command == null ? "" : command) + (value == null ? "" : value);
  }

  List<DeviceAddress> addresses() {
    String kind = usb ? "usb:" : serial ? "serial:" : "tcp:";
    return devices.stream().map(device -> DeviceAddress.parse(kind + device)).toList();
  }

  DeviceAddress device() {
    return addresses().get(0);
  }
}
