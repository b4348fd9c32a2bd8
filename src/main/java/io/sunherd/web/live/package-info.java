/**
 * The present values: the newest readings and states of the units, as published on the event bus.
 * To be used on one event loop only.
 */
@NullMarked
package io.sunherd.web.live;

import org.jspecify.annotations.NullMarked;
