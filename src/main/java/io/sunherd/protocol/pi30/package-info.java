/**
 * PI30 and its variants: their envelope, their rows and their words. The other dialects reuse what
 * they have in common with it.
 */
@NullMarked
package io.sunherd.protocol.pi30;

import org.jspecify.annotations.NullMarked;
