package io.sunherd.link;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The hand on the plugs of the virtual machine's inverters (src/test/hid-vm/inverters.py). */
final class VirtualInverters {
  private static final UnixDomainSocketAddress CONTROL =
      UnixDomainSocketAddress.of("/run/inverters/control");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private VirtualInverters() {}

  /** Says one line of control ({@code unplug 0}) and returns once it is done. */
  static void tell(String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(CONTROL)) {
      channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
      byte[] answer = Channels.newInputStream(channel).readAllBytes();
      String text = new String(answer, StandardCharsets.US_ASCII);
      if (!text.equals("ok\n")) {
        throw new IOException(line + ": " + text.trim());
      }
    }
  }

  /** Waits until the kernel has that many HID devices. */
  static void await(int count) throws IOException {
    long start = System.nanoTime();
    while (present() != count) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IOException("There are " + present() + " HID devices, not " + count + ".");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static long present() throws IOException {
    try (var files = Files.list(Path.of("/dev"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("hidraw")).count();
    }
  }
}
