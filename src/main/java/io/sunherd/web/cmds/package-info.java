/** The questions and orders of {@code /cmds}, in the words of the wire. */
@NullMarked
package io.sunherd.web.cmds;

import org.jspecify.annotations.NullMarked;
