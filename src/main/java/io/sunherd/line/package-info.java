/**
 * One question to one unit, and its answer as it is printed: what a one-shot line needs and nothing
 * that takes long to load.
 */
@NullMarked
package io.sunherd.line;

import org.jspecify.annotations.NullMarked;
