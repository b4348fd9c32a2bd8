/**
 * The configuration as records, and the one way to them: a YAML file and the environment, checked
 * as a whole, with every mistake reported with its place. No other code sees the YAML or JSON of
 * the configuration.
 */
@NullMarked
package io.sunherd.config;

import org.jspecify.annotations.NullMarked;
