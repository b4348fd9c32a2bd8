/** The program: its entry point. */
@NullMarked
package io.sunherd;

import org.jspecify.annotations.NullMarked;
