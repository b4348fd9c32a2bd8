package io.sunherd.mqtt;

import io.sunherd.config.MqttConfig;
import io.sunherd.mqtt.broker.Arrival;
import io.sunherd.mqtt.broker.Broker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the topics of the hub itself: whether another hub is there, and whether what this one
 * publishes comes back.
 */
final class BaseWatch {
  private static final Logger LOG = LoggerFactory.getLogger(BaseWatch.class);

  private final MqttConfig config;
  private final Topics topics;
  private final Broker broker;
  private final OtherHub rival;
  private @Nullable String unwell;
  private boolean isEchoMissing;
  private @Nullable String logged;
  private boolean isLeaving;

  /** To be created before the broker is connected. */
  BaseWatch(MqttConfig config, Topics topics, Broker broker, String hub) {
    this.config = config;
    this.topics = topics;
    this.broker = broker;
    this.rival = new OtherHub(hub);
    broker.subscribe(topics.hubInfo(), 0);
    broker.subscribe(topics.hubState(), 0);
  }

  /** Whether another hub is online on the base. */
  boolean isContested() {
    return rival.hub() != null;
  }

  /** Takes a message, if it is at one of these topics. */
  boolean takes(Arrival arrival) {
    if (arrival.topic().equals(topics.hubInfo())) {
      answer(rival.info(arrival.payload(), arrival.isRetained()));
    } else if (arrival.topic().equals(topics.hubState())) {
      answer(rival.state(arrival.payload(), arrival.isRetained()));
    } else {
      return false;
    }
    return true;
  }

  private void answer(OtherHub.Answer answer) {
    if (isLeaving) {
      return; // the message is this hub's own last one
    }
    if (answer == OtherHub.Answer.ASSERT) {
      broker
          .sending()
          .repeatAll(); // the hub that has left may have published other values at the same topics
    } else if (answer == OtherHub.Answer.INTRODUCE) {
      broker.sending().repeat(topics.hubInfo());
    }
    isEchoMissing = isEchoMissing && !rival.isEchoed();
  }

  /** There is a connection, and what the broker had kept was received. */
  void connected() {
    rival.caughtUp();
  }

  /** The connection has stood for a while: what was published must have come back. */
  void requireEcho() {
    isEchoMissing = broker.counts().isConnected() && !rival.isEchoed();
  }

  /** What is wrong with the connection; null where it is well. */
  void troubled(@Nullable String sentence) {
    unwell = sentence;
    if (sentence != null) {
      rival.begin();
      isEchoMissing = false;
    }
  }

  /** From now on nothing is answered. */
  void leave() {
    isLeaving = true;
  }

  /**
   * What is wrong, one sentence, or null. It is logged, unless the connection has logged it itself.
   */
  @Nullable String trouble() {
    String own = unwell == null ? own() : null;
    if (own != null && !own.equals(logged)) {
      LOG.warn("{}", own);
    } else if (own == null && logged != null && unwell == null) {
      LOG.info(
          "The topics of the base \"{}\" are this hub's alone, and it can read them.",
          config.base());
    }
    if (unwell == null) {
      logged = own;
    }
    return unwell == null ? own : unwell;
  }

  private @Nullable String own() {
    if (isContested()) {
      return "Another hub, "
          + rival.hub()
          + ", is online on the base \""
          + config.base()
          + "\": give each hub of this broker a base of its own under mqtt.";
    }
    return isEchoMissing
        ? "What the hub publishes at "
            + topics.hubInfo()
            + " does not come back: let its user read and write "
            + config.base()
            + "/# at the broker."
        : null;
  }
}
