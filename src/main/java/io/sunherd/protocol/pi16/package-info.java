/**
 * PI16 (Sunny, InfiniSolar E): its envelope, its rows, its words, and the column that only it has.
 */
@NullMarked
package io.sunherd.protocol.pi16;

import org.jspecify.annotations.NullMarked;
