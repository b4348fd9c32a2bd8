/** The program itself: the entry point and the hub that puts the parts together. */
@NullMarked
package io.sunherd;

import org.jspecify.annotations.NullMarked;
