/** The units together: what they come to as one system, and where they disagree. */
@NullMarked
package io.sunherd.herd;

import org.jspecify.annotations.NullMarked;
