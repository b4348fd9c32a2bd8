/**
 * What is wished of the hub and its inverters, and handed to the parts that judge it: settings,
 * taking a change back, the audit log, the configuration.
 */
@NullMarked
package io.sunherd.web.settings;

import org.jspecify.annotations.NullMarked;
