package io.sunherd.disk;

import java.util.List;

/** What the hub keeps in its data folder, beside the audit log and the history. */
public final class DataFiles {
  /** The hub's own id. */
  public static final String HUB_ID = "hub-id";

  /** The ampere-hours that were counted. */
  public static final String BATTERY = "battery.json";

  /** What is still to be told of alarms. */
  public static final String NOTIFY = "notify.json";

  private DataFiles() {}

  /** All of them. */
  public static List<String> all() {
    return List.of(HUB_ID, BATTERY, NOTIFY);
  }
}
