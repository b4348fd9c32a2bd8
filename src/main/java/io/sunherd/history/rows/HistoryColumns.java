package io.sunherd.history.rows;

import io.sunherd.history.rows.HistoryColumn.Kind;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.field.Field;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.protocol.field.Rule;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fixed list of the history's columns. Labels, units and types are those of the protocol
 * tables; the order is the time, the status keys that godenerg had, the mode, then the others.
 */
public final class HistoryColumns {
  /** When the row was made, epoch seconds. */
  public static final HistoryColumn DATETIME =
      new HistoryColumn("datetime", "Time, epoch seconds", "s", Kind.TIME);

  private static final List<String> GODENERG =
      List.of(
          "grid_volt grid_freq ac_volt ac_freq ac_va ac_watt load_percent bus_volt batt_volt "
              .concat("batt_charge_amps batt_capacity temp pv_amps pv_volts batt_volt_scc ")
              .concat("batt_discharge_amps raw_status mask_b mask_c pv_watts mask_d charge_source ")
              .concat("batt_volt_to_steady load_status ssc_firmware_updated ")
              .concat("configuration_changed sbu_priority_version")
              .split(" "));

  private static final List<String> SECOND_TRACKER =
      List.of("pv2_input_current", "pv2_input_voltage", "pv2_charging_power");

  private static final String THIRD_TRACKER = "pv3_charging_power";

  /** Whole amperes, or tenths where the unit sends them. */
  static final String PV_AMPS = "pv_amps";

  /** The same current, always in hundredths, be it told under this name or not. */
  static final String FINER = "pv1_input_current";

  /** Stored as a text, in millivolts; mask_b beside it has the number, in tens of millivolts. */
  private static final String FAN_OFFSET = "fan_on_battery_offset";

  private static final Map<String, HistoryColumn> BY_NAME = new LinkedHashMap<>();

  static {
    Map<String, Field> status = fields("status");
    Map<String, Field> second = fields("status_2");
    add(DATETIME);
    GODENERG.forEach(key -> add(column(required(status, key))));
    fields("operation_mode").values().forEach(field -> add(column(field)));
    status.values().forEach(field -> add(column(field)));
    SECOND_TRACKER.forEach(key -> add(column(required(second, key))));
    add(column(Quantity.BATTERY_AMPS));
    add(column(Quantity.BATTERY_WATTS));
    add(new HistoryColumn("units", "Units the system should have", null, Kind.WHOLE));
    add(new HistoryColumn("counted", "Units that were counted", null, Kind.WHOLE));
    add(column(required(second, THIRD_TRACKER)));
    add(column(Quantity.GRID_WATTS));
  }

  /** Every column, in order. */
  public static final List<HistoryColumn> ALL = List.copyOf(BY_NAME.values());

  /** The columns whose sum is the power of all panels: a whole, or the trackers of PI30. */
  public static final List<String> PV_WATTS =
      List.of(Quantity.PV_WATTS.key(), "pv2_charging_power", THIRD_TRACKER);

  /** The columns whose sum is the power of the loads. */
  public static final List<String> LOAD_WATTS = List.of(Quantity.AC_WATT.key());

  /** The columns that are numbers, in their order in a {@link Row}. */
  public static final List<HistoryColumn> NUMBERS =
      ALL.stream().filter(HistoryColumn::isNumber).toList();

  private HistoryColumns() {}

  /** The column of that name. */
  public static Optional<HistoryColumn> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The names of all columns, in order. */
  public static Collection<String> names() {
    return ALL.stream().map(HistoryColumn::name).toList();
  }

  /**
   * The quantities of which some part has no column of its own, such as a further tracker: their
   * column then has the sum of all parts. PI30's trackers have columns of their own and stay there.
   */
  public static Set<Quantity> wholes(Dialect dialect) {
    return dialect.inquiries().stream()
        .filter(inquiry -> inquiry.argument() == null)
        .flatMap(inquiry -> inquiry.fields().stream())
        .filter(HistoryColumns::isPartWithoutColumn)
        .map(Field::countsAs)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Quantity.class)));
  }

  private static boolean isPartWithoutColumn(Field field) {
    Quantity quantity = field.countsAs();
    return quantity != null
        && quantity.rule() == Rule.SUM
        && BY_NAME.containsKey(quantity.key())
        && !BY_NAME.containsKey(field.key());
  }

  private static void add(HistoryColumn column) {
    BY_NAME.putIfAbsent(column.name(), column);
  }

  private static Map<String, Field> fields(String inquiry) {
    Map<String, Field> fields = new LinkedHashMap<>();
    Dialects.common().inquiry(inquiry).map(Inquiry::fields).orElse(List.of()).stream()
        .forEach(field -> fields.put(field.key(), field));
    return fields;
  }

  private static Field required(Map<String, Field> fields, String key) {
    Field field = fields.get(key);
    if (field == null) {
      throw new IllegalStateException("The protocol table has no " + key + ".");
    }
    return field;
  }

  private static HistoryColumn column(Field field) {
    Kind kind =
        switch (field.type()) {
          case WHOLE -> field.key().startsWith("mask_") ? Kind.WORD : Kind.WHOLE;
          case DECIMAL -> decimal(field.key());
          default -> Kind.WORD;
        };
    return new HistoryColumn(field.key(), field.title(), field.unit(), kind);
  }

  private static Kind decimal(String key) {
    return switch (key) {
      case FAN_OFFSET -> Kind.WORD;
      case PV_AMPS -> Kind.AS_SENT;
      default -> Kind.DECIMAL;
    };
  }

  private static HistoryColumn column(Quantity quantity) {
    return new HistoryColumn(quantity.key(), quantity.title(), quantity.unit(), Kind.WHOLE);
  }
}
