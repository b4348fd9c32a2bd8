/**
 * Whoever asks the history: rows, what intervals were like, and the energy of periods, each read on
 * a connection that cannot write.
 */
@NullMarked
package io.sunherd.history.past;

import org.jspecify.annotations.NullMarked;
