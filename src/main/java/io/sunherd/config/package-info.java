/**
 * The configuration as records, and the one way to them: a YAML file and the environment, checked
 * as a whole, with every mistake told by its place. Nothing else of the program sees YAML or JSON
 * of the configuration.
 */
@NullMarked
package io.sunherd.config;

import org.jspecify.annotations.NullMarked;
