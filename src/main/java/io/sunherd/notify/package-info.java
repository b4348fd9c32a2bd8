/**
 * Tells people of alarms, and that the hub is well: one verticle, fed by the bus. An {@link
 * io.sunherd.notify.Outbox} decides what a target is told and when, pure and by a clock of its
 * caller; a {@link io.sunherd.notify.Sender} takes one message to its target, once.
 */
@NullMarked
package io.sunherd.notify;

import org.jspecify.annotations.NullMarked;
