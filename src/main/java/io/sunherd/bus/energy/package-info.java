/** What travels between verticles about energy. */
@NullMarked
package io.sunherd.bus.energy;

import org.jspecify.annotations.NullMarked;
