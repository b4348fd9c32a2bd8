package io.sunherd.link;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The device files of all inverters on USB: those of the bridge that Voltronic builds in. */
final class Hidraw {
  /** Bus (3 is USB), vendor and product as the kernel writes them. */
  private static final String BRIDGE = "HID_ID=0003:00000665:00005161";

  private Hidraw() {}

  /**
   * Finds them in the kernel's own list, so that no driver is needed.
   *
   * @param dev where device files are, /dev
   * @param sys where the kernel describes them, /sys
   */
  static NavigableSet<Path> bridges(Path dev, Path sys) {
    NavigableSet<Path> found = new TreeSet<>(NaturalOrder.OF_PATHS);
    Path all = sys.resolve("class/hidraw");
    if (!Files.isDirectory(all)) {
      return found;
    }
    try (DirectoryStream<Path> nodes = Files.newDirectoryStream(all)) {
      for (Path node : nodes) {
        Path file = dev.resolve(node.getFileName());
        if (isBridge(node.resolve("device/uevent")) && Files.exists(file)) {
          found.add(file);
        }
      }
    } catch (IOException e) {
      // The list vanished with the last device; what was found until then is returned.
      return found;
    }
    return found;
  }

  private static boolean isBridge(Path event) {
    try {
      return Files.readAllLines(event).stream()
          .anyMatch(line -> line.toUpperCase(Locale.ROOT).equals(BRIDGE));
    } catch (IOException e) {
      // Unplugged since the folder was read.
      return false;
    }
  }
}
