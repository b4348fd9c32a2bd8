/**
 * The HTTP side of the hub: the server, every route there is, and the page. What answers is in the
 * rooms, which know nothing of this package.
 *
 * <p>Knows inverters only by their ids and by what they publish on the event bus.
 */
@NullMarked
package io.sunherd.web;

import org.jspecify.annotations.NullMarked;
