/**
 * The HTTP side of the hub: the server, all routes, and the page. The handlers are in the packages
 * below, which do not know this one.
 *
 * <p>Knows inverters only by their ids and by what they publish on the event bus.
 */
@NullMarked
package io.sunherd.web;

import org.jspecify.annotations.NullMarked;
