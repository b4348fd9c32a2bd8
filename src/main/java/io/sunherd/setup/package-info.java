/**
 * The configuration while the hub runs: watches the file, changes it for an operator, and looks for
 * inverters that could be configured.
 */
@NullMarked
package io.sunherd.setup;

import org.jspecify.annotations.NullMarked;
