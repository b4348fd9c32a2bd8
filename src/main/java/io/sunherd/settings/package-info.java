/**
 * The one door to the inverters' settings: who may, what is allowed, the audit log, the order, and
 * the read-back that proves it. Nothing else sends an order.
 */
@NullMarked
package io.sunherd.settings;

import org.jspecify.annotations.NullMarked;
