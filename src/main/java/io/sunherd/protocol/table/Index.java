package io.sunherd.protocol.table;

import io.sunherd.protocol.column.Layout;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Quantity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a dialect by name and code, and the check that its table is consistent. */
final class Index {
  private final String dialect;
  private final Map<String, Inquiry> inquiries = new HashMap<>();
  private final Map<String, Setting> byText = new HashMap<>();
  private final Map<String, Setting> byName = new LinkedHashMap<>();
  private final List<Setting> settings;
  private final Map<Quantity, List<Inquiry>> carriers = new EnumMap<>(Quantity.class);
  private final Map<Quantity, List<Inquiry>> busCarriers = new EnumMap<>(Quantity.class);

  /**
   * @throws IllegalStateException where two rows contradict each other
   */
  Index(String dialect, List<Inquiry> table, List<Setting> rows) {
    this.dialect = dialect;
    for (Inquiry inquiry : table) {
      claim(inquiry.code(), inquiry);
      claim(inquiry.name(), inquiry);
      inquiry.layouts().forEach(layout -> requireUniqueKeys(inquiry, layout));
      inquiry.quantities().forEach(quantity -> carry(quantity, inquiry));
    }
    carriers.replaceAll((quantity, some) -> List.copyOf(some));
    busCarriers.replaceAll((quantity, some) -> List.copyOf(some));
    table.forEach(this::requireJoined);
    Map<String, List<Bound>> written = mirrored(rows);
    for (Setting row : rows) {
      Setting setting = row.bound(written.getOrDefault(row.name(), List.of()));
      claim(setting.name(), setting);
      if (setting.joint() == null) {
        setting.codes().forEach(code -> claim(code, setting));
      }
      byName.put(setting.name(), setting);
    }
    settings = List.copyOf(byName.values());
    settings.forEach(this::requireWhole);
  }

  /** The relations to each setting that are declared at other settings, by its name. */
  private static Map<String, List<Bound>> mirrored(List<Setting> settings) {
    Map<String, List<Bound>> mirrored = new HashMap<>();
    for (Setting setting : settings) {
      for (Bound bound : setting.bounds()) {
        mirrored
            .computeIfAbsent(bound.setting(), name -> new ArrayList<>())
            .add(bound.mirrored(setting.name()));
      }
    }
    return mirrored;
  }

  private void claim(String text, Setting setting) {
    Setting other = byText.putIfAbsent(text, setting);
    require(other == null || other.equals(setting), "two settings are called", text);
  }

  private void claim(String text, Inquiry inquiry) {
    Inquiry other = inquiries.putIfAbsent(text, inquiry);
    require(other == null || other.equals(inquiry), "two inquiries are called", text);
  }

  private void requireUniqueKeys(Inquiry inquiry, Layout layout) {
    Set<String> keys = new HashSet<>();
    for (Field field : layout.fields()) {
      require(keys.add(field.key()), inquiry.code() + " has twice", field.key());
    }
  }

  /** What is joined must be a row, and no value may be told by two of them. */
  private void requireJoined(Inquiry inquiry) {
    Set<String> keys = new HashSet<>();
    inquiry.layouts().forEach(layout -> layout.fields().forEach(field -> keys.add(field.key())));
    for (Joined other : inquiry.joined()) {
      require(
          inquiries.containsKey(other.code()), inquiry.code() + " joins a stranger,", other.code());
      other
          .fields()
          .forEach(
              field -> require(keys.add(field.key()), inquiry.code() + " has twice", field.key()));
    }
  }

  private void requireWhole(Setting setting) {
    for (Bound bound : setting.bounds()) {
      requireSetting(setting, bound.setting());
    }
    Setting.Need need = setting.need();
    if (need != null) {
      requireSetting(setting, need.setting());
      String rollCall = need.rollCall();
      require(
          rollCall == null || shows(inquiries.get(rollCall), "serial_number"),
          setting.code(),
          "is numbered nowhere");
    }
    for (String companion : setting.companions()) {
      Setting other = byName.get(companion);
      require(
          other != null
              && other.code().equals(setting.code())
              && other.companions().contains(setting.name()),
          setting.code() + " does not carry",
          companion);
    }
    Setting.Listing listing = setting.listing();
    require(
        listing == null || inquiries.containsKey(listing.inquiry()),
        setting.code(),
        "is listed nowhere");
    Setting.Proof proof = setting.proof();
    require(
        proof == null || shows(inquiries.get(proof.inquiry()), proof.key()),
        setting.code(),
        "shows nowhere");
  }

  private void requireSetting(Setting setting, String other) {
    require(byName.containsKey(other), setting.code() + " depends on a stranger,", other);
  }

  private static boolean shows(@Nullable Inquiry inquiry, String key) {
    return inquiry != null && inquiry.fields().stream().anyMatch(field -> field.key().equals(key));
  }

  private void require(boolean holds, String what, String which) {
    if (!holds) {
      throw new IllegalStateException(
          "The table of " + dialect + " contradicts itself: " + what + " " + which + ".");
    }
  }

  private void carry(Quantity quantity, Inquiry inquiry) {
    boolean overTheBus = inquiry.argument() != null;
    if (overTheBus || !inquiry.every().isZero()) {
      (overTheBus ? busCarriers : carriers)
          .computeIfAbsent(quantity, q -> new ArrayList<>())
          .add(inquiry);
    }
  }

  /** The polled inquiries that have a part of a quantity. */
  List<Inquiry> carriers(Quantity quantity) {
    return carriers.getOrDefault(quantity, List.of());
  }

  /** The inquiries about a unit of the parallel bus that have a part of a quantity. */
  List<Inquiry> busCarriers(Quantity quantity) {
    return busCarriers.getOrDefault(quantity, List.of());
  }

  /** The settings in the order of the table, each with its relations to others. */
  List<Setting> settings() {
    return settings;
  }

  /** The inquiry of that name or code. */
  @Nullable Inquiry inquiry(String nameOrCode) {
    return inquiries.get(nameOrCode);
  }

  /** The setting of that name or of that code. */
  @Nullable Setting setting(String nameOrCode) {
    return byText.get(nameOrCode);
  }
}
