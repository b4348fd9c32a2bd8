/**
 * What travels between verticles: immutable records, their addresses, their failures. Nothing here
 * assumes that sender and receiver share a process.
 */
@NullMarked
package io.sunherd.bus;

import org.jspecify.annotations.NullMarked;
