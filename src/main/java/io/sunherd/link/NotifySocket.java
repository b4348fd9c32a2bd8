package io.sunherd.link;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The datagram socket on which a service manager expects the state of a service: sd_notify(3). Java
 * itself has no datagrams over Unix sockets.
 */
public final class NotifySocket implements AutoCloseable {
  /** The size of sockaddr_un's path, its closing zero included. */
  private static final int MOST_PATH_BYTES = 108;

  private final int socket;
  private final byte[] address;

  private NotifySocket(int socket, byte[] address) {
    this.socket = socket;
    this.address = address;
  }

  /**
   * Opens a socket towards the manager's.
   *
   * @param path as in {@code $NOTIFY_SOCKET}: a file, or a name of the abstract kind after an @
   * @throws IOException with one sentence where this is no such path or the system refuses
   */
  public static NotifySocket to(String path) throws IOException {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = path.startsWith("@");
    if (name.length >= MOST_PATH_BYTES || (!isAbstract && !path.startsWith("/"))) {
      throw new IOException(
          "NOTIFY_SOCKET is neither an absolute path nor an @name: " + path + ".");
    }
    if (isAbstract) {
      name[0] = 0;
    }
    ByteBuffer address =
        ByteBuffer.allocate(Short.BYTES + name.length)
            .order(ByteOrder.nativeOrder())
            .putShort(Libc.AF_UNIX)
            .put(name);
    try {
      return new NotifySocket(
          Libc.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM | Libc.O_CLOEXEC, 0), address.array());
    } catch (LastErrorException e) {
      throw new IOException("No socket towards the service manager: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Sends one message, and never waits.
   *
   * @param state such as {@code READY=1}
   * @throws IOException where it could not be sent
   */
  public void send(String state) throws IOException {
    byte[] message = state.getBytes(StandardCharsets.UTF_8);
    try {
      Libc.sendto(
          socket,
          message,
          new NativeLong(message.length),
          Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL,
          address,
          address.length);
    } catch (LastErrorException e) {
      throw new IOException(
          "The service manager was not told " + state + ": " + e.getMessage() + ".", e);
    }
  }

  @Override
  public void close() {
    Libc.close(socket);
  }
}
