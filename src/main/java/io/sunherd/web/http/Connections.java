package io.sunherd.web.http;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;

/**
 * The open connections of a server. A close of Vert.x waits until the other end has taken all that
 * was written before; one that does not read would keep its connection, and the hub, for ever.
 */
public final class Connections {
  /** Each costs some kilobytes, even where nothing comes over it. */
  private static final int MOST = 3_000;

  private final int most;
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  private final Mishaps mishaps;

  /**
   * @param mishaps told of what goes wrong on a connection beside all requests
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

  /** Keeps a connection until it is closed; one too many is cut. */
  public void add(HttpConnection connection) {
    String address = Sent.address(connection.remoteAddress());
    if (open.size() >= most) {
      mishaps.happened(address);
      cut(connection);
      return;
    }
    connection.exceptionHandler(failure -> mishaps.happened(address));
    channel(connection)
        .ifPresent(
            channel -> {
              open.add(channel);
              Unanswered.watch(channel, () -> mishaps.happened(address));
            });
  }

  /** Cuts all that are open. */
  @SuppressWarnings("FutureReturnValueIgnored") // whoever waits, waits for the server's own close
  public void cut() {
    open.close();
  }

  /** Cuts one; its close handler tells when it is done. */
  @SuppressWarnings("FutureReturnValueIgnored")
  public static void cut(HttpConnection connection) {
    channel(connection).ifPresent(Channel::close);
  }

  /** Whether to read from one on. */
  public static void read(HttpConnection connection, boolean on) {
    channel(connection).ifPresent(channel -> channel.config().setAutoRead(on));
  }

  private static Optional<Channel> channel(HttpConnection connection) {
    return connection instanceof ConnectionBase base
        ? Optional.of(base.channel())
        : Optional.empty();
  }
}
