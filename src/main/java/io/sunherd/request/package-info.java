/**
 * What the hub is asked from outside, whichever way it came: read strictly, passed on over the bus
 * to the part that decides, and what is wrong with it in one sentence.
 */
@NullMarked
package io.sunherd.request;

import org.jspecify.annotations.NullMarked;
