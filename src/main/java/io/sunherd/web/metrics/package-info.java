/** What the hub is to Prometheus. */
@NullMarked
package io.sunherd.web.metrics;

import org.jspecify.annotations.NullMarked;
