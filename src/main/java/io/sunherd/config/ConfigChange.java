package io.sunherd.config;

import io.sunherd.config.HubConfig.Inverter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What another configuration changes.
 *
 * @param added ids of inverters that were not there
 * @param removed ids of inverters that are there no more
 * @param moved ids of inverters with another device, via, serial number or protocol
 * @param retimed ids of inverters whose poll intervals alone are different
 * @param kept ids of inverters that stay as they are
 * @param groups the groups of keys, other than the inverters, that are different
 */
public record ConfigChange(
    List<String> added,
    List<String> removed,
    List<String> moved,
    List<String> retimed,
    List<String> kept,
    List<String> groups) {

  /** Compares two configurations. */
  public static ConfigChange between(HubConfig before, HubConfig after) {
    Map<String, Inverter> old = new LinkedHashMap<>();
    before.inverters().forEach(inverter -> old.put(inverter.id(), inverter));
    List<String> added = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    List<String> retimed = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    for (Inverter inverter : after.inverters()) {
      Inverter was = old.remove(inverter.id());
      if (was == null) {
        added.add(inverter.id());
      } else if (was.equals(inverter)) {
        kept.add(inverter.id());
      } else {
        (was.polledAs(inverter).equals(inverter) ? retimed : moved).add(inverter.id());
      }
    }
    return new ConfigChange(
        added, List.copyOf(old.keySet()), moved, retimed, kept, groups(before, after));
  }

  private static List<String> groups(HubConfig before, HubConfig after) {
    List<String> groups = new ArrayList<>();
    if (!before.http().equals(after.http())) {
      groups.add("http");
    }
    if (!before.access().equals(after.access())) {
      groups.add("access");
    }
    if (!before.history().equals(after.history())) {
      groups.add("history");
    }
    if (!before.settings().equals(after.settings())) {
      groups.add("settings");
    }
    if (!before.guardian().equals(after.guardian())) {
      groups.add("guardian");
    }
    if (!before.battery().unplaced().equals(after.battery().unplaced())) {
      groups.add("battery");
    }
    if (!before.grid().equals(after.grid())) {
      groups.add("grid");
    }
    if (!before.timeZone().equals(after.timeZone())) {
      groups.add("time-zone");
    }
    if (!before.alarms().equals(after.alarms())) {
      groups.add("alarms");
    }
    if (!before.notice().targets().equals(after.notice().targets())) {
      groups.add("notify");
    }
    if (!Objects.equals(before.notice().heartbeat(), after.notice().heartbeat())) {
      groups.add("heartbeat");
    }
    if (!before.backup().equals(after.backup())) {
      groups.add("backup");
    }
    if (!before.mqtt().equals(after.mqtt())) {
      groups.add("mqtt");
    }
    return groups;
  }
}
