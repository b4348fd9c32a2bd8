/** Files that are there as a whole, or as they were before, also after a power cut. Pure Java. */
@NullMarked
package io.sunherd.disk;

import org.jspecify.annotations.NullMarked;
