/**
 * Tables: what a dialect is, its inquiries and its settings, how a value is spelled, and who judges
 * whether a unit may be sent it. What the dialects there are say stands in the rooms beside this.
 */
@NullMarked
package io.sunherd.protocol.table;

import org.jspecify.annotations.NullMarked;
