/**
 * A hub in one file: what is in it, made each night and on demand, checked as a whole, and taken
 * back.
 */
@NullMarked
package io.sunherd.backup;

import org.jspecify.annotations.NullMarked;
