/**
 * The HTTP side of the hub: readings from memory, states, health, the protocol tables and the page.
 *
 * <p>Knows inverters only by their ids and by what they publish on the event bus.
 */
@NullMarked
package io.sunherd.web;

import org.jspecify.annotations.NullMarked;
