/**
 * The stream: all that changes, told to every WebSocket that wants it, each as fast as it reads.
 */
@NullMarked
package io.sunherd.web.stream;

import org.jspecify.annotations.NullMarked;
