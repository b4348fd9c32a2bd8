/**
 * Fields: what the keys of a reading are and what they count as, the values while a reply is read,
 * and the conclusions from several of them.
 */
@NullMarked
package io.sunherd.protocol.field;

import org.jspecify.annotations.NullMarked;
