/** Charts of the history as SVG. Pure Java; nothing here knows where the numbers come from. */
@NullMarked
package io.sunherd.graph;

import org.jspecify.annotations.NullMarked;
