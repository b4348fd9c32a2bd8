/**
 * One question, one answer: the line, the conversation with a unit over it, finding out what
 * answers, and what waits for its turn.
 */
@NullMarked
package io.sunherd.inverter.exchange;

import org.jspecify.annotations.NullMarked;
