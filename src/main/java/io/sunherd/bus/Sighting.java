package io.sunherd.bus;

/**
 * A unit was found on a device. An inverter whose cable was moved learns from it where its unit is
 * now.
 *
 * @param serial the unit's own serial number
 * @param device where it answered, as a configuration writes it
 */
public record Sighting(String serial, String device) {}
