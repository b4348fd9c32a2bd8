/**
 * What was: rows, energy and charts out of the history, made on workers and sent as they are made.
 */
@NullMarked
package io.sunherd.web.past;

import org.jspecify.annotations.NullMarked;
