package io.sunherd.mqtt.broker;

/**
 * How many messages were sent and lost so far, and the state of the connection.
 *
 * @param isConnected whether there is a connection, with its subscriptions
 * @param kept messages published that are kept
 * @param sent messages published with an acknowledgement that are not kept
 * @param readings messages published without one
 * @param dropped messages that were dropped, as the broker was slow or away
 * @param replaced readings in whose place a newer one was published
 * @param waiting messages that wait, or are on their way
 * @param connections connections that stood so far
 * @param acknowledged acknowledgements so far
 * @param acknowledgingNanos the time all of them took, from leaving a message to the connection on
 */
public record Counts(
    boolean isConnected,
    long kept,
    long sent,
    long readings,
    long dropped,
    long replaced,
    int waiting,
    long connections,
    long acknowledged,
    long acknowledgingNanos) {}
