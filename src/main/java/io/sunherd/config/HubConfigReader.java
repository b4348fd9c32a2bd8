package io.sunherd.config;

import io.sunherd.access.Subnet;
import io.sunherd.config.HubConfig.Access;
import io.sunherd.config.HubConfig.Alarms;
import io.sunherd.config.HubConfig.Grid;
import io.sunherd.config.HubConfig.GridKind;
import io.sunherd.config.HubConfig.Guardian;
import io.sunherd.config.HubConfig.History;
import io.sunherd.config.HubConfig.Http;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.config.HubConfig.Read;
import io.sunherd.config.HubConfig.Settings;
import io.sunherd.config.HubConfig.Tls;
import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.SerialNumber;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a configuration without mistakes into records; what is absent has its default. */
final class HubConfigReader {
  private static final KeyPath BATTERY = KeyPath.ROOT.child("battery");

  private HubConfigReader() {}

  /**
   * @param origins where each value is written
   */
  static HubConfig read(JsonObject configuration, Origins origins) {
    return new HubConfig(
        http(group(configuration, "http")),
        access(group(configuration, "access")),
        list(configuration, "inverters").stream()
            .map(inverter -> inverter((JsonObject) inverter))
            .toList(),
        history(group(configuration, "history")),
        settings(group(configuration, "settings")),
        guardian(group(configuration, "guardian")),
        battery(group(configuration, BATTERY.last()), origins),
        zone(configuration.getString("time-zone")),
        grid(group(configuration, "grid")),
        alarms(group(configuration, "alarms")),
        NoticeReader.read(configuration),
        MqttReader.read(group(configuration, "mqtt")),
        backup(group(configuration, "backup")));
  }

  private static BackupConfig backup(JsonObject backup) {
    return new BackupConfig(
        backup.getString("folder"), backup.getInteger("keep", BackupConfig.NONE.keep()));
  }

  private static Grid grid(JsonObject grid) {
    String kind = grid.getString("kind", HubConfig.DEFAULT.grid().kind().name());
    return new Grid(GridKind.valueOf(kind.toUpperCase(Locale.ROOT)));
  }

  private static ZoneId zone(@Nullable String name) {
    return name == null ? ZoneId.systemDefault() : ZoneId.of(name);
  }

  private static Http http(JsonObject http) {
    Http usual = HubConfig.DEFAULT.http();
    JsonObject tls = http.getJsonObject("tls");
    return new Http(
        http.getString("host", usual.host()),
        http.getInteger("port", usual.port()),
        tls == null ? null : new Tls(tls.getString("cert"), tls.getString("key")),
        list(http, "cors").stream().map(Object::toString).toList(),
        list(http, "hosts").stream().map(Object::toString).toList(),
        list(http, "proxies").stream().map(Object::toString).map(Subnet::parse).toList(),
        trimmed(http.getString("base-path", usual.basePath())));
  }

  /** A folder without its last slash; the topmost one is empty. */
  private static String trimmed(String folder) {
    return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
  }

  private static Access access(JsonObject access) {
    Access usual = HubConfig.DEFAULT.access();
    String read = access.getString("read", usual.read().name());
    return new Access(
        access.getString("users", usual.users()), Read.valueOf(read.toUpperCase(Locale.ROOT)));
  }

  private static Inverter inverter(JsonObject inverter) {
    String device = inverter.getString("device");
    String serial = inverter.getString("serial");
    return new Inverter(
        inverter.getString("id"),
        device == null ? null : DeviceAddress.parse(device),
        inverter.getString("via"),
        inverter.getInteger("unit"),
        inverter.getString("protocol", Inverter.AUTO),
        serial == null || SerialNumber.isPlaceholder(serial) ? null : SerialNumber.of(serial),
        poll(group(inverter, "poll")));
  }

  private static Map<String, Duration> poll(JsonObject poll) {
    return poll.fieldNames().stream()
        .collect(Collectors.toMap(command -> command, command -> duration(poll, command)));
  }

  private static History history(JsonObject history) {
    History usual = HubConfig.DEFAULT.history();
    return new History(
        history.getString("url", usual.url()),
        history.getString("hub", usual.hub()),
        history.containsKey("every") ? duration(history, "every") : usual.every(),
        kept(history, "raw", usual.raw()),
        kept(history, "five-minutes", usual.fiveMinutes()),
        kept(history, "hours", usual.hours()));
  }

  /** How long something is kept; null is for ever. */
  private static @Nullable Duration kept(JsonObject history, String key, @Nullable Duration usual) {
    String text = history.getString(key);
    if (text == null || text.equals("forever")) {
      return text == null ? usual : null;
    }
    int last = text.length() - 1;
    long count = Long.parseLong(text.substring(0, last));
    return Duration.ofDays(text.charAt(last) == 'y' ? count * 365 : count);
  }

  private static Settings settings(JsonObject settings) {
    Settings usual = HubConfig.DEFAULT.settings();
    return new Settings(
        settings.getString("audit", usual.audit()),
        settings.getInteger("daily-budget", usual.dailyBudget()));
  }

  private static Guardian guardian(JsonObject guardian) {
    return new Guardian(list(guardian, "ignore").stream().map(Object::toString).toList());
  }

  private static Alarms alarms(JsonObject alarms) {
    Map<String, Duration> after = new HashMap<>();
    List<String> off = new ArrayList<>();
    for (String kind : alarms.fieldNames()) {
      JsonObject rule = group(alarms, kind);
      if (rule.containsKey("after")) {
        after.put(kind, duration(rule, "after"));
      }
      if (Boolean.TRUE.equals(rule.getBoolean("off"))) {
        off.add(kind);
      }
    }
    JsonObject battery = group(alarms, "battery_low");
    return new Alarms(
        after,
        off,
        !"never".equals(group(alarms, "unit_offline").getString("unless")),
        battery.getDouble("soc", Alarms.USUAL.soc()),
        battery.getDouble("volts"));
  }

  private static BatteryConfig battery(JsonObject battery, Origins origins) {
    String source = battery.getString("soc", BatteryConfig.NONE.soc().name());
    return new BatteryConfig(
        battery.getDouble("capacity_ah"),
        BatteryConfig.Source.valueOf(source.toUpperCase(Locale.ROOT)),
        limit(battery, "charge-at-most", origins),
        limit(battery, "float-at-most", origins),
        limit(battery, "discharge-to", origins),
        battery.getDouble("soc-min"));
  }

  private static BatteryConfig.@Nullable Limit limit(
      JsonObject battery, String key, Origins origins) {
    Double volts = battery.getDouble(key);
    KeyPath path = BATTERY.child(key);
    return volts == null
        ? null
        : new BatteryConfig.Limit(path.toString(), volts, origins.place(path).toString());
  }

  static Duration duration(JsonObject group, String key) {
    String text = group.getString(key);
    String unit = text.replaceAll("[0-9]", "");
    long count = Long.parseLong(text.substring(0, text.length() - unit.length()));
    return switch (unit) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  static JsonObject group(JsonObject in, String key) {
    JsonObject group = in.getJsonObject(key);
    return group == null ? new JsonObject() : group;
  }

  static List<?> list(JsonObject in, String key) {
    @Nullable JsonArray list = in.getJsonArray(key);
    return list == null ? List.of() : list.stream().toList();
  }
}
