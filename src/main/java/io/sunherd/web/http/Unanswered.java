package io.sunherd.web.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Counts the requests of one connection that have no answer yet. A client may send several before
 * the first is answered; a client that sends too many is disconnected before they are handled.
 */
public final class Unanswered extends ChannelDuplexHandler {
  /** No browser sends a second request before the first is answered; Netty breaks at 128. */
  public static final int MOST = 64;

  /** After this handler of Vert.x in the pipeline, messages are requests and answers. */
  private static final String CODEC = "httpEncoder";

  private final Runnable tooMany;
  private int waiting;
  private boolean over;

  private Unanswered(Runnable tooMany) {
    this.tooMany = tooMany;
  }

  /**
   * Watches a new connection.
   *
   * @param tooMany called when it is disconnected
   */
  static void watch(Channel channel, Runnable tooMany) {
    channel.pipeline().addAfter(CODEC, "queue", new Unanswered(tooMany));
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the connection reports the close
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (over) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      waiting++;
      Malformed.mark(request);
    }
    if (waiting <= MOST) {
      over = isMalformed(message); // what follows it is no request
      context.fireChannelRead(message);
      return;
    }
    over = true;
    ReferenceCountUtil.release(message);
    tooMany.run();
    context.close();
  }

  private static boolean isMalformed(Object message) {
    return message instanceof HttpRequest request && request.decoderResult().isFailure();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the promise is the same
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent && waiting > 0) {
      waiting--;
    }
    context.write(message, promise);
  }
}
