/**
 * The only way to write the inverters' settings: permission, allowed values, the audit log, the
 * order, and the read-back that proves it. Nothing else sends an order.
 */
@NullMarked
package io.sunherd.settings;

import org.jspecify.annotations.NullMarked;
