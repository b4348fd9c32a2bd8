package io.sunherd.link;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the driver libraries unpack their native code: a folder that only this user may enter.
 *
 * <p>By default jSerialComm unpacks into a folder of the shared /tmp that everybody may write to,
 * so that any local user could make this program run their code. Where the libraries' own
 * properties name native code that is already unpacked, no folder is made.
 */
final class NativeFolder {
  private static final String MODE = "rwx------";
  private static boolean serialIsReady;

  private NativeFolder() {}

  /** Makes JNA unpack into this folder. To be called before its first use. */
  static synchronized void prepareJna() {
    if (System.getProperty("jna.tmpdir") == null && !Boolean.getBoolean("jna.nounpack")) {
      System.setProperty("jna.tmpdir", folder().toString());
    }
  }

  /** Loads jSerialComm's native code from this folder. To be called before its first use. */
  static synchronized void prepareSerial() {
    if (serialIsReady || System.getProperty("jSerialComm.library.path") != null) {
      return;
    }
    // The library has no property of its own for this; it reads Java's once, when loaded.
    String shared = System.getProperty("java.io.tmpdir", "/tmp");
    System.setProperty("java.io.tmpdir", folder().toString());
    try {
      SerialPort.getVersion();
    } finally {
      System.setProperty("java.io.tmpdir", shared);
    }
    serialIsReady = true;
  }

  private static Path folder() {
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    if (runtime != null && Files.isWritable(Path.of(runtime))) {
      return owned(Path.of(runtime, "sunherd"));
    }
    return owned(Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "sunherd-" + user()));
  }

  /** Makes the folder, or takes an existing one if it is this user's alone. */
  static Path owned(Path folder) {
    try {
      try {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE));
        Files.createDirectory(folder, mode);
      } catch (FileAlreadyExistsException e) {
        var link = LinkOption.NOFOLLOW_LINKS;
        if (!Files.isDirectory(folder, link)
            || !MODE.equals(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder, link)))
            || !Files.getAttribute(folder, "unix:uid", link).equals(user())) {
          throw new IllegalStateException(
              folder
                  + " is not a folder of this user alone, and drivers must not be run from it:"
                  + " remove it.",
              e);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(
          folder + " cannot be made, and the drivers need it: make its parent writable.", e);
    }
  }

  private static Object user() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new IllegalStateException("/proc cannot be read: mount it, as every Linux has it.", e);
    }
  }
}
