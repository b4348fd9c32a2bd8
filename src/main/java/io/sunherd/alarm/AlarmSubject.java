package io.sunherd.alarm;

import io.sunherd.bus.alarm.AlarmKind;
import org.jspecify.annotations.Nullable;

/**
 * What a condition is about: the same from one look to the next.
 *
 * @param inverter the id of the unit, or null for the system or the hub itself
 * @param what which of several of that kind at that unit; empty where there is one only
 */
record AlarmSubject(AlarmKind kind, @Nullable String inverter, String what) {}
