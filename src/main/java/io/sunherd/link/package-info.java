/**
 * One blocking byte pipe per device: serial port, USB-HID bridge, TCP. Moves bytes and knows
 * nothing of what they mean; pure Java but for the one driver library of each kind.
 */
@NullMarked
package io.sunherd.link;

import org.jspecify.annotations.NullMarked;
