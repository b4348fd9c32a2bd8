/**
 * The past: rows, energy and charts from the history, made on workers and sent as they are made.
 */
@NullMarked
package io.sunherd.web.past;

import org.jspecify.annotations.NullMarked;
