/**
 * Atomic writes: a file has the whole new content or the old one, even after a power cut. Pure
 * Java.
 */
@NullMarked
package io.sunherd.disk;

import org.jspecify.annotations.NullMarked;
