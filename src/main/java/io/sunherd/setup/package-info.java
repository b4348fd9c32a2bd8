/**
 * The configuration while the hub runs: the file is watched, and changed where an operator wants
 * it; and the inverters that could be configured are looked for.
 */
@NullMarked
package io.sunherd.setup;

import org.jspecify.annotations.NullMarked;
