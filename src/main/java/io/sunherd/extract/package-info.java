/**
 * Extracts of the history: what may be asked for, and how rows become text. The site and the
 * command line share it; nothing here knows of either.
 */
@NullMarked
package io.sunherd.extract;

import org.jspecify.annotations.NullMarked;
