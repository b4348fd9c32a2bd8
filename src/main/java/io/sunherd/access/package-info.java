/**
 * Who may use the hub: names, roles, passwords and tokens, kept in one text file. Pure Java, so
 * that the command line and the web share it.
 */
@NullMarked
package io.sunherd.access;

import org.jspecify.annotations.NullMarked;
