/** PI18 (InfiniSolar V and its kin): its rows, its words, and the column that only it has. */
@NullMarked
package io.sunherd.protocol.pi18;

import org.jspecify.annotations.NullMarked;
