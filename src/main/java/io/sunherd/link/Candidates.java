package io.sunherd.link;

import io.sunherd.link.DeviceAddress.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The devices of this machine at which inverters can be, besides the configured ones. */
public final class Candidates {
  private final Path dev;
  private final Path sys;

  /** The candidates of this machine. */
  public Candidates() {
    this(Path.of("/dev"), Path.of("/sys"));
  }

  Candidates(Path dev, Path sys) {
    this.dev = dev;
    this.sys = sys;
  }

  /**
   * The other devices at which a unit may appear after it was unplugged. For a serial port: the
   * ports whose names differ only in the number, and all USB serial ports, or, in a user's own
   * folder, all devices there; for USB: all inverters on USB. Never other users' terminals.
   */
  public List<DeviceAddress> elsewhere(DeviceAddress device) {
    return switch (device.kind()) {
      case SERIAL -> {
        Path file = Path.of(device.path()).toAbsolutePath();
        yield distinct(Kind.SERIAL, siblings(file), file);
      }
      case USB -> distinct(Kind.USB, Hidraw.bridges(dev, sys), Path.of(device.path()));
      case TCP, SIM -> List.of();
    };
  }

  /** Every serial port and every inverter on USB of this machine. */
  public List<DeviceAddress> all() {
    NavigableSet<Path> ports = named(dev, "ttyAMA");
    ports.addAll(named(dev, "ttyS"));
    ports.removeIf(port -> !isWired(port));
    ports.addAll(usbPorts());
    var found = new ArrayList<>(distinct(Kind.SERIAL, ports, sys));
    found.addAll(distinct(Kind.USB, Hidraw.bridges(dev, sys), sys));
    return List.copyOf(found);
  }

  private NavigableSet<Path> siblings(Path file) {
    Path folder = file.getParent();
    if (folder == null || folder.equals(dev.resolve("pts"))) {
      return none();
    }
    if (!file.startsWith(dev)) {
      return named(folder, "");
    }
    String prefix = file.getFileName().toString().replaceFirst("\\d.*", "");
    NavigableSet<Path> found = prefix.isEmpty() ? none() : named(folder, prefix);
    found.addAll(usbPorts());
    return found;
  }

  private NavigableSet<Path> usbPorts() {
    NavigableSet<Path> ports = named(dev, "ttyACM");
    ports.addAll(named(dev, "ttyUSB"));
    return ports;
  }

  /**
   * Whether a serial port has a chip: the kernel lists more ports than chips; those without have
   * type 0.
   */
  private boolean isWired(Path port) {
    Path tty = sys.resolve("class/tty").resolve(port.getFileName());
    try {
      return Files.exists(tty.resolve("device"))
          && !Files.readString(tty.resolve("type")).trim().equals("0");
    } catch (IOException e) {
      return false;
    }
  }

  private static NavigableSet<Path> named(Path folder, String prefix) {
    NavigableSet<Path> found = none();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder, file -> file.getFileName().toString().startsWith(prefix))) {
      files.forEach(found::add);
    } catch (IOException e) {
      // The folder vanished with its last device, as /dev/serial does.
      return found;
    }
    return found;
  }

  private static NavigableSet<Path> none() {
    return new TreeSet<>(NaturalOrder.OF_PATHS);
  }

  /** One address for each real file that is not the one of {@code known}, in the same order. */
  private static List<DeviceAddress> distinct(Kind kind, NavigableSet<Path> files, Path known) {
    Set<Path> seen = new HashSet<>(List.of(real(known)));
    return files.stream()
        .filter(file -> !file.equals(known) && isDevice(file) && seen.add(real(file)))
        .map(file -> new DeviceAddress(kind, file.toString()))
        .toList();
  }

  private static boolean isDevice(Path file) {
    return DeviceAddress.isVisible(file.toString())
        && Files.exists(file)
        && !Files.isDirectory(file)
        && !Files.isRegularFile(file);
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }
}
