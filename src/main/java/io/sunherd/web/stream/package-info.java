/**
 * The stream: sends all changes to every WebSocket that wants them, each as fast as its client
 * reads.
 */
@NullMarked
package io.sunherd.web.stream;

import org.jspecify.annotations.NullMarked;
