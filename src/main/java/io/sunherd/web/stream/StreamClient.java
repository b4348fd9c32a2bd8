package io.sunherd.web.stream;

import io.sunherd.web.gate.CurrentAccounts.Known;
import io.sunherd.web.gate.Pass;
import io.sunherd.web.http.Connections;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of the stream. While its other end does not keep up, only the newest frame of each
 * topic waits for it, in the order of the sequence, and every frame without a topic.
 */
final class StreamClient {
  private static final int MOST_QUEUED_BYTES = 64 * 1024;

  /** So many frames that must not be left out, and whoever does not take them is let go. */
  private static final int MOST_LASTING = 1_000;

  private static final short GOING_AWAY = 1001;
  private static final short NOT_ALLOWED = 1008;

  private final ServerWebSocket socket;
  private final HttpConnection connection;
  private final Pass pass;
  private final Subscriptions subscriptions;
  private final ClientPace pace;
  private final Map<Object, Frame> waiting = new LinkedHashMap<>();
  private Runnable caughtUp = () -> {};
  private @Nullable Set<String> owed;
  private int lasting;
  private int unanswered;
  private boolean leaving;

  /**
   * @param connection what the socket is carried by
   * @param pass by which the other end was let in
   */
  StreamClient(
      ServerWebSocket socket, HttpConnection connection, Pass pass, Subscriptions subscriptions) {
    this.connection = connection;
    this.pass = pass;
    this.socket = socket;
    this.subscriptions = subscriptions;
    this.pace = new ClientPace(this::pause, this::resume);
    socket.frameHandler(frame -> pace.spend());
    socket.setWriteQueueMaxSize(MOST_QUEUED_BYTES);
    socket.drainHandler(drained -> drain());
    socket.pongHandler(pong -> unanswered = 0);
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  /** A WebSocket that is paused still takes control frames in, and answers them. */
  private void pause() {
    Connections.read(connection, false);
    socket.pause();
  }

  private void resume() {
    Connections.read(connection, true);
    socket.resume();
  }

  /** Listens to it again, if it sent more than it may. */
  void tick() {
    pace.tick();
  }

  /**
   * Notes that it is to be told a snapshot of these units, and of those noted before.
   *
   * @return whether none was noted
   */
  boolean owe(Collection<String> ids) {
    boolean first = owed == null;
    Set<String> all = first ? new HashSet<>() : new HashSet<>(owed);
    all.addAll(ids);
    owed = all;
    return first;
  }

  /** Whether it is to be told a snapshot. */
  boolean isOwed() {
    return owed != null;
  }

  /** The units that it is to be told a snapshot of, once; null as long as it does not keep up. */
  @Nullable Set<String> takeOwed() {
    if (owed == null || isGone() || !waiting.isEmpty() || socket.writeQueueFull()) {
      return null;
    }
    Set<String> ids = owed;
    owed = null;
    return ids;
  }

  /** What to do whenever it has taken all that waited for it. */
  void whenCaughtUp(Runnable next) {
    caughtUp = next;
  }

  /** Sends a frame now, or as soon as the other end takes it. */
  void offer(Frame frame) {
    if (isGone()) {
      return;
    }
    if (waiting.isEmpty() && !socket.writeQueueFull()) {
      write(frame);
      return;
    }
    String topic = frame.topic();
    if (topic == null) {
      lasting++;
      waiting.put(frame, frame);
    } else {
      // Removed first, so that the order stays that of the sequence.
      waiting.remove(topic);
      waiting.put(topic, frame);
    }
    if (lasting > MOST_LASTING) {
      abort();
    }
  }

  private void drain() {
    List<Frame> next = new ArrayList<>(waiting.values());
    for (Frame frame : next) {
      if (isGone() || socket.writeQueueFull()) {
        return;
      }
      String topic = frame.topic();
      waiting.remove(topic == null ? frame : topic);
      lasting -= topic == null ? 1 : 0;
      write(frame);
    }
    caughtUp.run();
  }

  /** A write that fails is told by the close of the socket, and lost with it. */
  private void write(Frame frame) {
    socket.writeTextMessage(frame.text());
  }

  /**
   * Asks whether the other end is still there.
   *
   * @param most how many such questions may go unanswered before it is taken for gone
   */
  void ping(int most) {
    if (unanswered >= most) {
      abort();
      return;
    }
    unanswered++;
    if (!isGone()) {
      socket.writePing(Buffer.buffer());
    }
  }

  /** Nothing may follow a goodbye, even while it is on its way. */
  private boolean isGone() {
    return leaving || socket.isClosed();
  }

  /** Says goodbye; who does not read does not hear it. */
  Future<Void> close() {
    leaving = true;
    return socket.close(GOING_AWAY, "the hub stops");
  }

  /** Whether how long it may listen depends on the accounts. */
  boolean isGuest() {
    return pass != Pass.NONE;
  }

  /** Lets the other end go if it would not be let in again. */
  void review(Known known) {
    if (!leaving && !pass.holds(known)) {
      leaving = true;
      waiting.clear();
      lasting = 0;
      socket.close(NOT_ALLOWED, "log in again");
    }
  }

  /** Cuts the connection. A goodbye would wait behind all that the other end does not take. */
  void abort() {
    leaving = true;
    waiting.clear();
    lasting = 0;
    Connections.cut(connection);
  }
}
