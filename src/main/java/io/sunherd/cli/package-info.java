/** The command line: godenerg's lines as they were, and Sunherd's own commands. */
@NullMarked
package io.sunherd.cli;

import org.jspecify.annotations.NullMarked;
