package io.sunherd.cli;

import io.sunherd.line.DeviceLine;
import io.sunherd.line.LineRequest;
import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.Setters;
import java.io.PrintWriter;
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

  static final String USB = "--usb";
  static final String SERIAL = "--serial";
  static final String TCP = "--tcp";
  static final String STATUS = "--status";
  static final String OP_MODE = "--op-mode";
  static final String CMD = "--cmd";
  static final String JSON = "--json";
  static final String PROTOCOL = "--protocol";
  static final String CONFIRM = "--confirm";
  static final String VERBOSE = "--verbose";
  static final String DEVICE = "-d";
  static final String DEVICE_LONG = "--device";
  static final String VALUE = "-v";
  static final String VALUE_LONG = "--value";
  static final String SIZE = "-s";
  static final String SIZE_LONG = "--size";
  static final String FORMAT = "-f";
  static final String FORMAT_LONG = "--format";

  @Option(names = USB, description = "The device is a USB-HID bridge (/dev/hidraw0, auto).")
  boolean usb;

  @Option(names = SERIAL, description = "The device is a serial port (/dev/ttyUSB0).")
  boolean serial;

  @Option(names = TCP, description = "The device is a serial line served over TCP (HOST:PORT).")
  boolean tcp;

  @Option(
      names = {DEVICE, DEVICE_LONG},
      paramLabel = "DEVICE",
      description = "The device; may be repeated, the first one that answers is used.")
  List<String> devices = List.of();

  @Option(names = STATUS, description = "Print the live values.")
  boolean status;

  @Option(names = OP_MODE, description = "Print the operation mode.")
  boolean opMode;

  @Option(
      names = CMD,
      paramLabel = "CODE",
      description =
          "Send this command: an inquiry (QPIGS, GS) or a setting (PBFT, MCHGV), in the form of the"
              + " dialect; what begins with ^P or ^S is sent as it stands. What comes back is"
              + " printed: (ACK and (NAK, or ^1 and ^0.")
  @Nullable String command;

  @Option(
      names = {VALUE, VALUE_LONG},
      paramLabel = "VALUE",
      description = "The value of --cmd, in the protocol's own form.")
  @Nullable String value;

  @Option(
      names = {SIZE, SIZE_LONG},
      paramLabel = "BYTES",
      description = "Accepted and ignored: a reply ends where it ends.")
  @Nullable Integer size;

  @Option(names = JSON, description = "Print JSON.")
  boolean json;

  @Option(
      names = {FORMAT, FORMAT_LONG},
      paramLabel = "raw|json",
      description = "Print raw text or JSON.")
  @Nullable Format format;

  @Option(
      names = PROTOCOL,
      paramLabel = "ID",
      defaultValue = LineRequest.AUTO,
      description =
          "The dialect the device speaks (default: auto, which finds out: PI30 is tried first).")
  String protocol = LineRequest.AUTO;

  @Option(
      names = {"--daemon", "--deamon"},
      description = "Run the hub for this one device, in the foreground.")
  boolean daemon;

  @Option(
      names = CONFIRM,
      description =
          "Send also what can drop the load, harm the battery or lose settings; to a device: what"
              + " erases or resets (PF, CLE, RTEY, RTDL, ID with a number).")
  boolean confirm;

  @Mixin HubOptions hub = new HubOptions();

  @Mixin ExtractOptions extract = new ExtractOptions();

  @Option(names = VERBOSE, description = "Tell more on standard error.")
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
    if (!confirm && command != null && hub.hub == null && Setters.loses(commandText())) {
      throw usage.apply(
          commandText() + " erases or resets something in the inverter: --confirm sends it.");
    }
    if (daemon && (asks || hub.hub != null || hub.tokenFile != null)) {
      throw usage.apply("--daemon goes with a device only.");
    }
    checkPlace(usage, links);
    if (command != null && !commandText().matches("[ -~]{1,64}")) {
      throw usage.apply("A command is 1 to 64 printable characters.");
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

  /** Asks of a device what these options say. */
  int ask(PrintWriter out, PrintWriter err) throws InterruptedException {
    return new DeviceLine(question(), out, err, new OwnHubLine(this, out, err)).run();
  }

  /** Code and value as they go over the wire; empty without --cmd. */
  String commandText() {
    return (command == null ? "" : command) + (value == null ? "" : value);
  }

  /** What is asked of a device. */
  LineRequest question() {
    return new LineRequest(addresses(), status, command, value, wantsJson(), protocol, verbose);
  }

  List<DeviceAddress> addresses() {
    String kind = usb ? "usb:" : serial ? "serial:" : "tcp:";
    return devices.stream().map(device -> DeviceAddress.parse(kind + device)).toList();
  }

  DeviceAddress device() {
    return addresses().get(0);
  }
}
