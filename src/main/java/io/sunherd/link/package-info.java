/**
 * One blocking byte pipe per device: serial port, USB-HID bridge, TCP. Moves bytes and does not
 * know what they mean; pure Java except for one driver library of each kind.
 */
@NullMarked
package io.sunherd.link;

import org.jspecify.annotations.NullMarked;
