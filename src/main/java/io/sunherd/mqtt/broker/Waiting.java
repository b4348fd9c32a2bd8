package io.sunherd.mqtt.broker;

import io.sunherd.mqtt.broker.Post.Kind;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the broker. It is bounded: of what is kept and of readings the newest of each
 * topic waits, of everything else a number of messages.
 */
final class Waiting implements Outlet {
  private final int most;
  private final Map<String, Buffer> kept = new LinkedHashMap<>();
  private final Set<String> due = new LinkedHashSet<>();
  private final Deque<Post> sends = new ArrayDeque<>();
  private final Map<String, Buffer> readings = new LinkedHashMap<>();
  private boolean isAway = true;
  private long dropped;
  private long replaced;

  /**
   * @param most how many messages may wait that are neither kept nor readings
   */
  Waiting(int most) {
    this.most = most;
  }

  @Override
  public void keep(String topic, Buffer payload) {
    if (!payload.equals(kept.put(topic, payload))) {
      due.add(topic);
    }
  }

  @Override
  public void offer(String topic, Buffer payload) {
    if (isAway) {
      dropped++;
    } else if (readings.put(topic, payload) != null) {
      replaced++;
    }
  }

  @Override
  public void send(String topic, Buffer payload) {
    sends.add(new Post(topic, payload, Kind.SENT));
    if (sends.size() > most) {
      dropped++;
      makeRoom();
    }
  }

  /** Drops the oldest message that has a newer one of its topic; where none has, the oldest. */
  private void makeRoom() {
    Set<String> newer = new HashSet<>();
    int at = sends.size();
    int victim = 0;
    for (Iterator<Post> all = sends.descendingIterator(); all.hasNext(); ) {
      at--;
      if (!newer.add(all.next().topic())) {
        victim = at;
      }
    }
    Iterator<Post> all = sends.iterator();
    for (int i = 0; i <= victim; i++) {
      all.next();
    }
    all.remove();
  }

  /** Something else was published there: what is kept is due again. */
  void repeat(String topic) {
    if (kept.containsKey(topic)) {
      due.add(topic);
    }
  }

  /** Everything that is kept is due again. */
  void repeatAll() {
    due.addAll(kept.keySet());
  }

  /** Somebody else tells of it by now: nothing of it is sent any more. */
  void forget(String topic) {
    kept.remove(topic);
    due.remove(topic);
  }

  /** The broker is there: everything that is kept is due again. */
  void arrive() {
    isAway = false;
    repeatAll();
  }

  /**
   * The broker is away: readings are of no use when it comes back.
   *
   * @param unacknowledged what it may not have got, in the order it was sent
   */
  void leave(Collection<Post> unacknowledged) {
    isAway = true;
    dropped += readings.size();
    readings.clear();
    Deque<Post> again = new ArrayDeque<>(unacknowledged);
    while (!again.isEmpty()) {
      Post post = again.removeLast();
      if (post.kind() == Kind.SENT) {
        sends.addFirst(post);
      }
    }
    while (sends.size() > most) {
      dropped++;
      makeRoom();
    }
  }

  /** The broker has a message; one that cleared its topic need not be sent again. */
  void acknowledged(Post post) {
    if (post.kind() == Kind.KEPT && post.payload().length() == 0) {
      kept.remove(post.topic(), post.payload());
    }
  }

  /**
   * Takes the next message out: what is kept, then what is sent, then readings.
   *
   * @param isWindowOpen whether it may be one that is acknowledged
   */
  @Nullable Post next(boolean isWindowOpen) {
    if (!due.isEmpty() || !sends.isEmpty()) {
      return isWindowOpen ? lasting() : null;
    }
    Iterator<Map.Entry<String, Buffer>> first = readings.entrySet().iterator();
    if (!first.hasNext()) {
      return null;
    }
    Map.Entry<String, Buffer> reading = first.next();
    first.remove();
    return new Post(reading.getKey(), reading.getValue(), Kind.READING);
  }

  private @Nullable Post lasting() {
    Iterator<String> first = due.iterator();
    if (!first.hasNext()) {
      return sends.poll();
    }
    String topic = first.next();
    first.remove();
    return new Post(topic, kept.getOrDefault(topic, Buffer.buffer()), Kind.KEPT);
  }

  /** Whether nothing waits that must reach the broker. */
  boolean isEmpty() {
    return due.isEmpty() && sends.isEmpty();
  }

  /** How many messages wait. */
  int waiting() {
    return due.size() + sends.size() + readings.size();
  }

  /** How many messages were dropped. */
  long dropped() {
    return dropped;
  }

  /** How many readings were replaced by newer ones before they were sent. */
  long replaced() {
    return replaced;
  }
}
