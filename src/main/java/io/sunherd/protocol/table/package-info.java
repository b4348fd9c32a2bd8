/**
 * Tables: what a dialect consists of, its inquiries and settings, how a value is spelled, and the
 * check whether a unit may be sent it. The tables of the single dialects are in the packages beside
 * this one.
 */
@NullMarked
package io.sunherd.protocol.table;

import org.jspecify.annotations.NullMarked;
