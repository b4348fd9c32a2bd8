/** All units together: the totals of the system, and where the units differ. */
@NullMarked
package io.sunherd.herd;

import org.jspecify.annotations.NullMarked;
