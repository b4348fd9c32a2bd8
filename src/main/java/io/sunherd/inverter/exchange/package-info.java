/**
 * One request, one reply: the line, the session with a unit over it, the identification of what
 * answers, and the queues of requests and orders.
 */
@NullMarked
package io.sunherd.inverter.exchange;

import org.jspecify.annotations.NullMarked;
