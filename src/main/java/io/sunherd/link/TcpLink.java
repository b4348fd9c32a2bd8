package io.sunherd.link;

import io.sunherd.link.LinkException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A serial line that a server (ser2net, socat, a serial-to-Ethernet box) offers over TCP. */
final class TcpLink implements Link {
  private static final Duration LOOK_UP_LIMIT = Duration.ofSeconds(3);
  private static final int CONNECT_MILLIS = 3_000;

  /**
   * The send buffer, small because requests are: a server that stops reading must be noticed soon.
   */
  private static final int UNSENT_BYTES = 4_096;

  private final DeviceAddress device;
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final Duration writeLimit;

  private TcpLink(DeviceAddress device, SocketChannel channel, Duration writeLimit)
      throws IOException {
    this.device = device;
    this.channel = channel;
    this.writeLimit = writeLimit;
    this.selector = Selector.open();
    channel.configureBlocking(false);
    this.key = channel.register(selector, SelectionKey.OP_READ);
  }

  static TcpLink open(DeviceAddress device) throws LinkException {
    return open(device, InetAddress::getByName, LOOK_UP_LIMIT);
  }

  /** Looks up the address of a host, however long that takes. */
  interface Resolver {
    InetAddress find(String host) throws UnknownHostException;
  }

  static TcpLink open(DeviceAddress device, Resolver resolver, Duration lookUpLimit)
      throws LinkException {
    InetAddress host = find(device, resolver, lookUpLimit);
    String port = device.path().substring(device.path().lastIndexOf(':') + 1);
    return open(device, new InetSocketAddress(host, Integer.parseInt(port)), WRITE_LIMIT);
  }

  private static InetAddress find(DeviceAddress device, Resolver resolver, Duration limit)
      throws LinkException {
    String host = device.path().substring(0, device.path().lastIndexOf(':'));
    String subject = "host " + host;
    AtomicReference<@Nullable InetAddress> found = new AtomicReference<>();
    Runnable look =
        () -> {
          try {
            found.set(resolver.find(host));
          } catch (UnknownHostException e) {
            // Reported below, where nothing was found.
          }
        };
    if (HangingCalls.hangs(subject) || !HangingCalls.call(subject, look, limit)) {
      throw unreachable(
          device,
          ": looking up \""
              + host
              + "\" takes too long; check the name server of this machine, or write the host's"
              + " address.");
    }
    InetAddress address = found.get();
    if (address == null) {
      throw unreachable(device, ": there is no host \"" + host + "\".");
    }
    return address;
  }

  private static LinkException unreachable(DeviceAddress device, String why) {
    return new LinkException(Reason.MISSING, device + " cannot be reached" + why);
  }

  static TcpLink open(DeviceAddress device, InetSocketAddress server, Duration writeLimit)
      throws LinkException {
    try {
      return connected(device, server, writeLimit);
    } catch (IOException
        | IllegalArgumentException e) { // for example an IPv6 address on a machine without IPv6
      throw unreachable(device, " (" + e.getMessage() + "): check the server and its port.");
    }
  }

  private static TcpLink connected(
      DeviceAddress device, InetSocketAddress server, Duration writeLimit) throws IOException {
    SocketChannel channel = SocketChannel.open();
    boolean isOpen = false;
    try {
      channel.setOption(StandardSocketOptions.SO_SNDBUF, UNSENT_BYTES);
      channel.socket().connect(server, CONNECT_MILLIS);
      // Requests are small and urgent; a server that vanished must be noticed eventually.
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      TcpLink link = new TcpLink(device, channel, writeLimit);
      isOpen = true;
      return link;
    } finally {
      if (!isOpen) {
        channel.close();
      }
    }
  }

  @Override
  public int read(byte[] into, int offset, Duration limit) throws LinkException {
    ByteBuffer room = ByteBuffer.wrap(into, offset, into.length - offset);
    long start = System.nanoTime();
    try {
      while (true) {
        int count = channel.read(room);
        if (count < 0) {
          throw lost("the server closed the connection");
        }
        if (count > 0 || !awaits(SelectionKey.OP_READ, start, limit)) {
          return count;
        }
      }
    } catch (ClosedChannelException | ClosedSelectorException | CancelledKeyException e) {
      throw closed();
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      throw lost(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void write(byte[] bytes) throws LinkException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    long start = System.nanoTime();
    try {
      channel.write(rest);
      while (rest.hasRemaining()) {
        if (!awaits(SelectionKey.OP_WRITE, start, writeLimit)) {
          forget();
          throw LinkException.stuck(device);
        }
        channel.write(rest);
      }
    } catch (ClosedChannelException | ClosedSelectorException | CancelledKeyException e) {
      throw closed();
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      throw lost(String.valueOf(e.getMessage()));
    }
  }

  /** Waits until the channel may be ready for this operation; false where the time is over. */
  private boolean awaits(int what, long start, Duration limit) throws IOException {
    long left = limit.toNanos() - (System.nanoTime() - start);
    if (left <= 0 || Thread.currentThread().isInterrupted()) {
      return false;
    }
    key.interestOps(what);
    // Zero would mean to wait for ever.
    selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    selector.selectedKeys().clear();
    return true;
  }

  /**
   * Drops what the server has not accepted yet: it must not arrive later, when no one expects it.
   */
  private void forget() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
  }

  private LinkException closed() {
    return lost("it was closed");
  }

  /** Closes the channel, which ends a waiting read. */
  @Override
  public void interrupt() {
    close();
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
    close(channel);
    close(selector);
  }

  private static void close(Closeable part) {
    try {
      part.close();
    } catch (IOException e) {
      // This link buffers nothing that could get lost.
    }
  }
}
