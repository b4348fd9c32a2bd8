/** The hub's metrics for Prometheus. */
@NullMarked
package io.sunherd.web.metrics;

import org.jspecify.annotations.NullMarked;
