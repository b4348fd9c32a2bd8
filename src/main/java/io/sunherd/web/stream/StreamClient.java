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
 * One WebSocket of the stream. While the client does not keep up, only the newest frame of each
 * topic is queued, and every frame without a topic, in the order of the sequence.
 */
final class StreamClient {
  private static final int MOST_QUEUED_BYTES = 64 * 1024;

  /** The most queued frames without a topic; a client with more is disconnected. */
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
   * @param connection the connection of the socket
   * @param pass the pass by which the client was let in
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

  /**
   * Pauses reading on the connection: a paused WebSocket would still read and answer control
   * frames.
   */
  private void pause() {
    Connections.read(connection, false);
    socket.pause();
  }

  private void resume() {
    Connections.read(connection, true);
    socket.resume();
  }

  /** Resumes reading, if it was paused. */
  void tick() {
    pace.tick();
  }

  /**
   * Notes that the client is owed a snapshot of these units, and of those noted before.
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

  /** Whether the client is owed a snapshot. */
  boolean isOwed() {
    return owed != null;
  }

  /** Takes the units of which the client is owed a snapshot; null while it does not keep up. */
  @Nullable Set<String> takeOwed() {
    if (owed == null || isGone() || !waiting.isEmpty() || socket.writeQueueFull()) {
      return null;
    }
    Set<String> ids = owed;
    owed = null;
    return ids;
  }

  /** Sets what to do whenever the client has read all that was queued. */
  void whenCaughtUp(Runnable next) {
    caughtUp = next;
  }

  /** Sends a frame now, or as soon as the client can take it. */
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
      // Removed first, so that the queue stays in the order of the sequence.
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

  /** Writes a frame; a failure needs no handling, as the socket's close handler follows. */
  private void write(Frame frame) {
    socket.writeTextMessage(frame.text());
  }

  /**
   * Pings the client.
   *
   * @param most how many pings may stay unanswered before it counts as gone
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

  /** Whether the client is gone or being closed: nothing may be sent after a close frame. */
  private boolean isGone() {
    return leaving || socket.isClosed();
  }

  /** Closes the socket; a client that does not read does not get the close frame. */
  Future<Void> close() {
    leaving = true;
    return socket.close(GOING_AWAY, "the hub stops");
  }

  /** Whether the client's permission depends on the accounts. */
  boolean isGuest() {
    return pass != Pass.NONE;
  }

  /** Disconnects the client if it would not be let in again. */
  void review(Known known) {
    if (!leaving && !pass.holds(known)) {
      leaving = true;
      waiting.clear();
      lasting = 0;
      socket.close(NOT_ALLOWED, "log in again");
    }
  }

  /** Cuts the connection. A close frame would wait behind all that the client does not read. */
  void abort() {
    leaving = true;
    waiting.clear();
    lasting = 0;
    Connections.cut(connection);
  }
}
