/**
 * PI30 and its variants: their envelope, their rows and their words. The other dialects borrow what
 * they have alike.
 */
@NullMarked
package io.sunherd.protocol.pi30;

import org.jspecify.annotations.NullMarked;
