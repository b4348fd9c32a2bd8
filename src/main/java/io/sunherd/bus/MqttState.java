package io.sunherd.bus;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the hub gets on with its broker.
 *
 * @param configured whether it is to reach one
 * @param broker where that is, as HOST:PORT; null where there is none
 * @param connected whether it does
 * @param since when the connection that stands began, epoch milliseconds; null while there is none
 * @param trouble what is wrong, one sentence, or null
 * @param kept messages published that the broker keeps
 * @param sent messages published that it acknowledges, but does not keep
 * @param readings messages published that it does not acknowledge
 * @param dropped messages that were dropped, as the broker was slow or away
 * @param replaced readings in whose place a newer one was published
 * @param waiting messages that wait, or are on their way
 * @param connections connections that stood so far
 * @param acknowledged acknowledgements so far
 * @param acknowledgingNanos the time that all of them took
 * @param orders how many orders came so far, by what became of them: done, refused, repeated,
 *     ignored
 */
public record MqttState(
    boolean configured,
    @Nullable String broker,
    boolean connected,
    @Nullable Long since,
    @Nullable String trouble,
    long kept,
    long sent,
    long readings,
    long dropped,
    long replaced,
    int waiting,
    long connections,
    long acknowledged,
    long acknowledgingNanos,
    Map<String, Long> orders) {
  public MqttState {
    orders = Map.copyOf(orders);
  }
}
