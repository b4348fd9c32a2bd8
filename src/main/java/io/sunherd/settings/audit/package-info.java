/**
 * The audit log: what was wished, sent and read back, a line each, on the disk before anything is
 * sent; and what follows from it, such as how often a setting may still be written today.
 */
@NullMarked
package io.sunherd.settings.audit;

import org.jspecify.annotations.NullMarked;
