package io.sunherd.link;

import io.sunherd.link.LinkException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/** A serial line that a server (ser2net, socat, a serial-to-Ethernet box) gives out over TCP. */
final class TcpLink implements Link {
  private static final int CONNECT_MILLIS = 3_000;

  private final DeviceAddress device;
  private final Socket socket;
  private final InputStream in;

  private TcpLink(DeviceAddress device, Socket socket) throws IOException {
    this.device = device;
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  static TcpLink open(DeviceAddress device) throws LinkException {
    int colon = device.path().lastIndexOf(':');
    String host = device.path().substring(0, colon);
    int port = Integer.parseInt(device.path().substring(colon + 1));
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), CONNECT_MILLIS);
      // Requests are small and urgent; a server that vanished is to be noticed in the end.
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      return new TcpLink(device, socket);
    } catch (UnknownHostException e) {
      quietly(socket);
      throw new LinkException(
          Reason.MISSING, device + " cannot be reached: there is no host \"" + host + "\".");
    } catch (IOException | IllegalArgumentException e) {
      quietly(socket);
      throw new LinkException(
          Reason.MISSING,
          device + " cannot be reached (" + e.getMessage() + "): check the server and its port.");
    }
  }

  @Override
  public int read(byte[] into, int offset, Duration limit) throws LinkException {
    try {
      int room = into.length - offset;
      if (limit.isZero()) {
        int there = Math.min(in.available(), room);
        return there == 0 ? 0 : in.read(into, offset, there);
      }
      // Zero would mean to wait for ever.
      long millis = Math.max(1, limit.toMillis());
      socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
      int count = in.read(into, offset, room);
      if (count < 0) {
        throw lost("the server closed the connection");
      }
      return count;
    } catch (SocketTimeoutException e) {
      return 0;
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      throw lost(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void write(byte[] bytes) throws LinkException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw lost(String.valueOf(e.getMessage()));
    }
  }

  /** Java ends a read of a socket that is closed. */
  @Override
  public void interrupt() {
    quietly(socket);
  }

  private LinkException lost(String why) {
    return new LinkException(Reason.LOST, device + " is gone: " + why + ".");
  }

  @Override
  public DeviceAddress device() {
    return device;
  }

  @Override
  public void close() {
    quietly(socket);
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is buffered in here that could get lost.
    }
  }
}
