/**
 * The hub: puts the parts together that a configuration asks for, replaces those that another one
 * changes, and stops them.
 */
@NullMarked
package io.sunherd.hub;

import org.jspecify.annotations.NullMarked;
