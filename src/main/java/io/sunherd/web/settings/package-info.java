/**
 * Requests to change the hub and its inverters, passed to the parts that decide on them: settings,
 * undo, the audit log, the configuration.
 */
@NullMarked
package io.sunherd.web.settings;

import org.jspecify.annotations.NullMarked;
