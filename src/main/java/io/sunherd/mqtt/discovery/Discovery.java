package io.sunherd.mqtt.discovery;

import io.sunherd.bus.InverterState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The documents by which Home Assistant learns of units and of the system. */
public final class Discovery {
  static final String NAME = "Sunherd";
  static final String COMPONENTS = "components";
  static final String ORIGIN = "origin";
  static final String AVAILABILITY = "availability";

  private Discovery() {}

  /** The document of a unit. */
  public static Map<String, Object> unit(UnitSheet sheet) {
    String device = device(sheet.identity());
    String slug = slug(sheet.id());
    Stream<Entity> entities =
        Stream.concat(
            new ReadingEntities(sheet, device, slug).all().stream(),
            new SettingEntities(sheet, device, slug).all().stream());
    InverterState state = sheet.state();
    Map<String, Object> about = about(device, sheet.id(), "Voltronic Power", sheet.hub());
    put(about, "model", state.model());
    put(about, "serial_number", state.serial());
    put(about, "sw_version", state.firmware());
    about.put("via_device", sheet.hub().device());
    return document(about, sheet.hub(), Availability.of(sheet), entities);
  }

  /** The document of the system. */
  public static Map<String, Object> system(SystemSheet sheet) {
    HubSheet hub = sheet.hub();
    String name = hub.base().equals("sunherd") ? NAME : NAME + " " + hub.base();
    Map<String, Object> about = about(hub.device(), name, NAME, hub);
    about.put("model", "Hub");
    about.put("sw_version", hub.version());
    Stream<Entity> entities = new SystemEntities(sheet, slug(hub.base())).all().stream();
    return document(about, hub, Availability.of(hub), entities);
  }

  /** What a unit is called among devices. */
  static String device(String identity) {
    return "sunherd_" + identity;
  }

  private static Map<String, Object> about(
      String device, String name, String manufacturer, HubSheet hub) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("identifiers", List.of(device));
    about.put("name", name);
    about.put("manufacturer", manufacturer);
    put(about, "configuration_url", hub.url());
    return about;
  }

  private static void put(Map<String, Object> about, String key, @Nullable String value) {
    if (value != null) {
      about.put(key, value);
    }
  }

  private static Map<String, Object> document(
      Map<String, Object> about,
      HubSheet hub,
      List<Map<String, Object>> availability,
      Stream<Entity> entities) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("device", about);
    Map<String, Object> origin = new LinkedHashMap<>();
    origin.put("name", NAME);
    origin.put("sw_version", hub.version());
    document.put(ORIGIN, origin);
    document.put(AVAILABILITY, availability);
    document.put("availability_mode", "all");
    Map<String, Object> components = new LinkedHashMap<>();
    List<Entity> all = entities.toList();
    DistinctNames.distinguish(all);
    all.forEach(
        entity -> {
          if (components.put(entity.key(), entity.json()) != null) {
            throw new IllegalStateException("Two entities are called " + entity.key() + ".");
          }
        });
    document.put(COMPONENTS, components);
    return document;
  }

  /** A name in the form of the ids of entities. */
  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
  }
}
