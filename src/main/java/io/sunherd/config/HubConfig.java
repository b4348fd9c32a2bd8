package io.sunherd.config;

import io.sunherd.access.Subnet;
import io.sunherd.link.DeviceAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a hub, checked and immutable. Two of them compare by value, so that a
 * changed file can be compared with the running configuration part by part.
 *
 * @param http where the hub is served
 * @param access the users file, and who may read
 * @param inverters the herd, in the order of the file; the first is the one meant when none is
 *     named
 * @param history where the readings are kept
 * @param settings how settings are written
 * @param guardian how paralleled units are compared
 * @param battery what is known of the batteries, and their limits
 * @param timeZone the zone of all local days and hours
 * @param grid what the inverters' grid input is connected to
 * @param alarms what is told as an alarm, and when
 * @param notice whom the hub tells of alarms, and that it is well
 * @param mqtt the broker that the hub tells everything
 * @param backup where the hub is kept each night
 */
public record HubConfig(
    Http http,
    Access access,
    List<Inverter> inverters,
    History history,
    Settings settings,
    Guardian guardian,
    BatteryConfig battery,
    ZoneId timeZone,
    Grid grid,
    Alarms alarms,
    Notice notice,
    MqttConfig mqtt,
    BackupConfig backup) {

  /** The defaults: a hub without inverters. */
  public static final HubConfig DEFAULT =
      new HubConfig(
          new Http("127.0.0.1", 8889, null, List.of()),
          new Access("conf/users", Read.ANYONE),
          List.of(),
          new History(
              "jdbc:sqlite:data/history.db",
              "hub",
              Duration.ofSeconds(15),
              Duration.ofDays(90),
              Duration.ofDays(2 * 365),
              null),
          new Settings("data/audit.jsonl", 20));

  public HubConfig {
    inverters = List.copyOf(inverters);
  }

  /** A configuration with defaults for everything else. */
  public HubConfig(
      Http http, Access access, List<Inverter> inverters, History history, Settings settings) {
    this(
        http,
        access,
        inverters,
        history,
        settings,
        new Guardian(List.of()),
        ZoneId.systemDefault());
  }

  /** A configuration with the usual alarms, and nothing known of the battery. */
  public HubConfig(
      Http http,
      Access access,
      List<Inverter> inverters,
      History history,
      Settings settings,
      Guardian guardian,
      ZoneId timeZone) {
    this(
        http,
        access,
        inverters,
        history,
        settings,
        guardian,
        BatteryConfig.NONE,
        timeZone,
        new Grid(GridKind.UTILITY),
        Alarms.USUAL,
        Notice.NOBODY,
        MqttConfig.OFF,
        BackupConfig.NONE);
  }

  /** This configuration with one inverter, called inverter-1, in place of its own. */
  public HubConfig withOneDevice(DeviceAddress device) {
    return with(
        List.of(new Inverter("inverter-1", device, null, null, Inverter.AUTO, null, Map.of())));
  }

  /** This configuration in another time zone. */
  public HubConfig with(ZoneId other) {
    return new HubConfig(
        http, access, inverters, history, settings, guardian, battery, other, grid, alarms, notice,
        mqtt, backup);
  }

  /** This configuration, telling others. */
  public HubConfig with(Notice others) {
    return new HubConfig(
        http, access, inverters, history, settings, guardian, battery, timeZone, grid, alarms,
        others, mqtt, backup);
  }

  /** This configuration with other inverters. */
  public HubConfig with(List<Inverter> others) {
    return new HubConfig(
        http, access, others, history, settings, guardian, battery, timeZone, grid, alarms, notice,
        mqtt, backup);
  }

  /** This configuration with another battery. */
  public HubConfig with(BatteryConfig other) {
    return new HubConfig(
        http, access, inverters, history, settings, guardian, other, timeZone, grid, alarms, notice,
        mqtt, backup);
  }

  /** This configuration with another broker. */
  public HubConfig with(MqttConfig other) {
    return new HubConfig(
        http, access, inverters, history, settings, guardian, battery, timeZone, grid, alarms,
        notice, other, backup);
  }

  /**
   * Where the hub is served.
   *
   * @param host name or address to listen on
   * @param port 0 takes any free one
   * @param tls certificate and key for https; null for plain http
   * @param cors origins that may GET from a browser; "*" means all, none closes it
   * @param hosts host names by which the hub may be reached, besides those that can only belong to
   *     its own network
   * @param proxies reverse proxies whose headers are trusted about the original request
   * @param basePath the folder in which a proxy shows the hub, as {@code /sunherd}; empty for none
   */
  public record Http(
      String host,
      int port,
      @Nullable Tls tls,
      List<String> cors,
      List<String> hosts,
      List<Subnet> proxies,
      String basePath) {
    public Http {
      cors = List.copyOf(cors);
      hosts = List.copyOf(hosts);
      proxies = List.copyOf(proxies);
    }

    /** A hub without host names or proxies. */
    public Http(String host, int port, @Nullable Tls tls, List<String> cors) {
      this(host, port, tls, cors, List.of(), List.of(), "");
    }
  }

  /**
   * A server's certificate.
   *
   * @param cert path of the certificate, PEM
   * @param key path of its private key, PEM
   */
  public record Tls(String cert, String key) {}

  /**
   * Who may do what.
   *
   * @param users path of the users file; while there is no such file every write is refused
   * @param read who may read
   */
  public record Access(String users, Read read) {}

  /** What the inverters' grid input is connected to. */
  public record Grid(GridKind kind) {}

  /** What feeds the inverters beside sun and battery. */
  public enum GridKind {
    UTILITY,
    GENERATOR
  }

  /** Who may read. */
  public enum Read {
    ANYONE,
    USERS
  }

  /**
   * One inverter of the herd. Either it has a device, or it is seen through another inverter; then
   * via and unit are both there.
   *
   * @param id its name in URLs, topics and files
   * @param device its own line, or null
   * @param via id of the inverter on whose parallel bus it is seen, or null
   * @param unit its number on that bus, 0 to 9, or null
   * @param protocol id of a dialect, or {@link #AUTO}
   * @param serial the serial number that the unit must have, or null for any
   * @param poll own intervals by command, under the names or codes that the file uses
   */
  public record Inverter(
      String id,
      @Nullable DeviceAddress device,
      @Nullable String via,
      @Nullable Integer unit,
      String protocol,
      @Nullable String serial,
      Map<String, Duration> poll) {

    /** The protocol is detected by asking the device. */
    public static final String AUTO = "auto";

    public Inverter {
      poll = Map.copyOf(poll);
    }

    /** The same inverter, which is also asked that so often, unless it says how often itself. */
    public Inverter polling(String command, Duration every) {
      Map<String, Duration> more = new HashMap<>(poll);
      more.putIfAbsent(command, every);
      return new Inverter(id, device, via, unit, protocol, serial, more);
    }

    /** The same inverter with the poll intervals of another. */
    public Inverter polledAs(Inverter other) {
      return new Inverter(id, device, via, unit, protocol, serial, other.poll);
    }
  }

  /**
   * Where the readings are kept.
   *
   * @param url JDBC URL of the store
   * @param hub the name of this hub in a database that several share
   * @param every time between two rows of one inverter
   * @param raw how long rows are kept; null is for ever
   * @param fiveMinutes how long roll-ups of five minutes are kept; null is for ever
   * @param hours how long roll-ups of an hour are kept; null is for ever
   */
  public record History(
      String url,
      String hub,
      Duration every,
      @Nullable Duration raw,
      @Nullable Duration fiveMinutes,
      @Nullable Duration hours) {

    /** The same, kept elsewhere. */
    public History at(String other) {
      return new History(other, hub, every, raw, fiveMinutes, hours);
    }

    /** Without the URL, which may hold a password. */
    @Override
    public String toString() {
      return "History[hub=" + hub + ", every=" + every + "]";
    }
  }

  /**
   * How settings are written.
   *
   * @param audit path of the file that records every write
   * @param dailyBudget how often one setting of one unit may be written in a day
   */
  public record Settings(String audit, int dailyBudget) {
    /** The data folder: the one of the audit log. */
    public Path data() {
      return Path.of(audit).toAbsolutePath().resolveSibling("");
    }
  }

  /**
   * How paralleled units are compared.
   *
   * @param ignore the settings that may differ, by name or by the key they are read under
   */
  public record Guardian(List<String> ignore) {
    public Guardian {
      ignore = List.copyOf(ignore);
    }
  }

  /**
   * What is told as an alarm, and when. A kind is named by its word.
   *
   * @param after how long a kind must last before it is told, where that is not as usual
   * @param off the kinds that are never told
   * @param unlessNoSun whether a unit that falls silent as the sun goes is no alarm
   * @param soc the charge at which the battery is low, percent
   * @param volts the voltage at which the battery is low; null for the usual one of its system
   */
  public record Alarms(
      Map<String, Duration> after,
      List<String> off,
      boolean unlessNoSun,
      double soc,
      @Nullable Double volts) {

    /** What holds where nothing is configured. */
    public static final Alarms USUAL = new Alarms(Map.of(), List.of(), true, 20, null);

    public Alarms {
      after = Map.copyOf(after);
      off = List.copyOf(off);
    }
  }
}
