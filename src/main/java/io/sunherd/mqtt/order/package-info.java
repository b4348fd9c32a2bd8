/**
 * Writes by MQTT: from what somebody publishes to one request to the settings or the battery, and
 * one final answer. Judges nothing that the settings judge, and keeps nothing but the answers of
 * the last minutes, so that what is delivered twice is obeyed once.
 */
@NullMarked
package io.sunherd.mqtt.order;

import org.jspecify.annotations.NullMarked;
