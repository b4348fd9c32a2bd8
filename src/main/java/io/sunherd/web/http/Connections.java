package io.sunherd.web.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The open connections of a server. A close by Vert.x waits until the other end has read all that
 * was written before; a client that does not read would keep its connection, and the hub, open for
 * ever.
 */
public final class Connections {
  /** The most open connections: each takes some kilobytes, even when idle. */
  private static final int MOST = 3_000;

  private static final AttributeKey<Boolean> COUNTED = AttributeKey.valueOf("sunherd.counted");

  private final int most;
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final AtomicInteger count = new AtomicInteger();
  private final Mishaps mishaps;
  private boolean isWatched;

  /**
   * @param mishaps receives errors of a connection outside of requests
   */
  public Connections(Mishaps mishaps) {
    this(mishaps, MOST);
  }

  /**
   * @param most how many may be open at a time
   */
  public Connections(Mishaps mishaps, int most) {
    this.most = most;
    this.mishaps = mishaps;
  }

  /** Registers a connection until it is closed; one too many is cut. */
  public void add(HttpConnection connection) {
    String address = Sent.address(connection.remoteAddress());
    connection.exceptionHandler(failure -> mishaps.happened(address));
    channel(connection).ifPresent(channel -> add(channel, address));
  }

  private void add(Channel channel, String address) {
    if (!isWatched) {
      isWatched = true;
      EventExecutor loop = channel.eventLoop();
      channel.parent().pipeline().addFirst(new Entrance(loop));
    }
    if (takes(channel)) {
      open.add(channel);
      Unanswered.watch(channel, () -> mishaps.happened(address));
    } else {
      mishaps.happened(address);
      close(channel);
    }
  }

  /** Counts a connection, if that was not done; returns whether it may stay. For any thread. */
  private boolean takes(Channel channel) {
    if (channel.hasAttr(COUNTED)) {
      return true;
    }
    if (count.incrementAndGet() > most) {
      count.decrementAndGet();
      return false;
    }
    channel.attr(COUNTED).set(true);
    channel.closeFuture().addListener(closed -> count.decrementAndGet());
    return true;
  }

  /**
   * Checks connections where they are accepted, on the acceptor's thread: otherwise many thousands
   * at once would all take memory before the first one too many is cut.
   */
  private final class Entrance extends ChannelInboundHandlerAdapter {
    private final EventExecutor loop;
    private final AtomicBoolean isTelling = new AtomicBoolean();

    Entrance(EventExecutor loop) {
      this.loop = loop;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      if (!(accepted instanceof Channel channel) || takes(channel)) {
        context.fireChannelRead(accepted);
        return;
      }
      String address = address(channel);
      channel.unsafe().closeForcibly();
      if (isTelling.compareAndSet(false, true)) {
        loop.execute(
            () -> {
              isTelling.set(false);
              mishaps.happened(address);
            });
      }
    }
  }

  private static String address(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
        ? remote.getAddress().getHostAddress()
        : "unknown";
  }

  /** Cuts all open connections. */
  public void cut() {
    open.forEach(Connections::close);
  }

  /** Cuts a connection; its close handler runs when that is done. */
  public static void cut(HttpConnection connection) {
    channel(connection).ifPresent(Connections::close);
  }

  /** Closes before all handlers: that of Vert.x would first wait until all is written. */
  @SuppressWarnings("FutureReturnValueIgnored") // callers wait for the close handler
  private static void close(Channel channel) {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    if (first == null) {
      channel.close();
    } else {
      first.close();
    }
  }

  /** Resumes or pauses reading from a connection. */
  public static void read(HttpConnection connection, boolean on) {
    channel(connection).ifPresent(channel -> channel.config().setAutoRead(on));
  }

  private static Optional<Channel> channel(HttpConnection connection) {
    return connection instanceof ConnectionBase base
        ? Optional.of(base.channel())
        : Optional.empty();
  }
}
