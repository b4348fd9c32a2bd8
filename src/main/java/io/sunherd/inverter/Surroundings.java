package io.sunherd.inverter;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Opener;
import java.time.InstantSource;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What an inverter needs from outside: devices, clocks and random numbers.
 *
 * @param opener opens devices
 * @param elsewhere the other devices at which the unit of a device may have appeared
 * @param clock the time of day, for readings
 * @param nanos a monotonic clock, for everything else
 * @param random numbers from 0 to 1, so that not all inverters retry in step
 */
public record Surroundings(
    Opener opener,
    Function<DeviceAddress, List<DeviceAddress>> elsewhere,
    InstantSource clock,
    LongSupplier nanos,
    DoubleSupplier random) {}
