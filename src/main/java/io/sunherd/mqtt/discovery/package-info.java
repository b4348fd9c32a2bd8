/**
 * Home Assistant's discovery: a document for each unit and one for the system, made of the protocol
 * tables and of what each unit has told. It knows no broker and sends nothing.
 */
@org.jspecify.annotations.NullMarked
package io.sunherd.mqtt.discovery;
