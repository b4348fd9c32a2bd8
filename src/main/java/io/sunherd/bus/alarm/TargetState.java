package io.sunherd.bus.alarm;

import org.jspecify.annotations.Nullable;

/**
 * How it is with one of those that the hub tells of alarms, or that it is well.
 *
 * @param name what it is and where, without any secret
 * @param trouble why the last message has not arrived, one sentence; null where it has, and where
 *     none was sent yet
 * @param sent messages that it has taken since the hub started
 * @param failed attempts that were in vain
 * @param dropped messages that were given up
 * @param unsure messages that may have arrived or not, and so are not sent again
 * @param waiting messages that are still to be sent
 */
public record TargetState(
    String name,
    @Nullable String trouble,
    long sent,
    long failed,
    long dropped,
    long unsure,
    int waiting) {}
