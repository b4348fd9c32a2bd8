/** The inquiries and orders of {@code /cmds}, by their codes on the wire. */
@NullMarked
package io.sunherd.web.cmds;

import org.jspecify.annotations.NullMarked;
