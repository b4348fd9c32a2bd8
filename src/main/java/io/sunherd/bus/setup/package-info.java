/** What travels between verticles about setting a hub up. */
@NullMarked
package io.sunherd.bus.setup;

import org.jspecify.annotations.NullMarked;
