/** PI17 (InfiniSolar 3P and its kin): its rows and its words. */
@NullMarked
package io.sunherd.protocol.pi17;

import org.jspecify.annotations.NullMarked;
