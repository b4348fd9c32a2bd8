/** What travels between verticles about alarms. */
@NullMarked
package io.sunherd.bus.alarm;

import org.jspecify.annotations.NullMarked;
