package io.sunherd.settings;

import io.sunherd.bus.Actor;
import io.sunherd.bus.Change;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.ActionForm;
import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.DigitsForm;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Form;
import io.sunherd.protocol.table.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks who may write, and what. A check that fails throws a {@link Refusal}. */
final class ChangeJudge {
  private static final int LONGEST_NAME = 60;

  private final SettableUnits units;
  private final OwnerLimits limits;

  ChangeJudge(SettableUnits units, OwnerLimits limits) {
    this.units = units;
    this.limits = limits;
  }

  /** Refuses an actor who may not write. */
  static void requireOperator(Actor actor) {
    if (actor.operator()) {
      return;
    }
    throw new Refusal(
        Refusal.FORBIDDEN,
        actor.name() == null
            ? "Nobody may write as long as there are no users: make one with `sunherd passwd NAME"
                + " --role operator` and log in."
            : actor.name()
                + " may read, but not write: an operator can (`sunherd passwd "
                + actor.name()
                + " --role operator`).");
  }

  /** The write that a change requests of a unit, checked without asking the unit. */
  Wish wish(Change change, SettableUnit unit) {
    Dialect dialect = units.cable(unit).dialect();
    Setting setting;
    Object value = change.value();
    SpelledJoint joint = SpelledJoint.of(dialect, change);
    if (change.spelled()) {
      Dialect.Assignment assignment = spelled(dialect, change, joint, units.cable(unit).facts());
      setting = assignment.setting();
      value = assignment.value();
      int number = unit.wiring().via() == null ? 0 : unit.wiring().number();
      if (assignment.unit() != 0 && assignment.unit() != number) {
        throw Refusal.bad(
            setting.name()
                + ": the hub fills in the digit of the unit; write 0 in its place and name the"
                + " inverter instead.");
      }
    } else {
      setting = setting(dialect, unit, change.setting());
    }
    Route.of(unit, setting, units);
    Object natural = judged(setting, value, units.cable(unit).facts());
    if (!change.dryRun()) {
      requireConfirmation(setting, change.confirm());
    }
    Map<String, @Nullable String> serials = change.serials();
    Wish wish =
        Wish.of(change.actor(), unit, setting, natural, change.dryRun())
            .meant(serials == null ? null : serials.get(unit.id()))
            .beside(joint == null ? Map.of() : joint.beside(setting))
            .inGroup(change.group());
    boolean isWhole = change.spelled() && setting.joint() == null;
    return isWhole ? wish.spelled(text(change, setting)) : wish;
  }

  /** The value as the client spelled it, as a whole command. */
  private static String text(Change change, Setting setting) {
    String code = change.setting().equals(setting.name()) ? setting.code() : change.setting();
    return code + Objects.toString(change.value(), "");
  }

  /** The writes that a change requests of all units; refuses where one of them is not possible. */
  List<Wish> wishes(Change change) {
    if (units.all().isEmpty()) {
      throw Refusal.unknown("No inverter is configured; add one under inverters.");
    }
    List<Wish> wishes = new ArrayList<>();
    for (SettableUnit unit : units.all()) {
      Wish wish = named(change, unit);
      if (wish.setting().form() instanceof ActionForm) {
        throw Refusal.bad(
            wish.setting().name() + " is done to one inverter at a time: name the inverter.");
      }
      wishes.add(wish);
    }
    requireMeant(change);
    return wishes;
  }

  private Wish named(Change change, SettableUnit unit) {
    try {
      return wish(change, unit);
    } catch (Refusal e) {
      throw e.about(unit.id());
    }
  }

  /**
   * Refuses where the request names serial numbers, but not that of every unit: the others were not
   * meant.
   */
  private void requireMeant(Change change) {
    Map<String, @Nullable String> serials = change.serials();
    if (serials != null && !serials.keySet().equals(Set.copyOf(units.ids()))) {
      throw new Refusal(
          Refusal.CONFLICT,
          "The inverters are "
              + String.join(", ", units.ids())
              + ", and not those that serials names. Nothing was sent.");
    }
  }

  /** The setting of that name or code, or a refusal. */
  static Setting setting(Dialect dialect, SettableUnit unit, String name) {
    return dialect.setting(name).orElseThrow(() -> noSuch(dialect, unit, name));
  }

  private static Refusal noSuch(Dialect dialect, SettableUnit unit, String name) {
    String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
    return Refusal.unknown(
        dialect.settings().isEmpty()
            ? unit.id() + " speaks " + dialect.title() + ", of which no settings are known."
            : unit.id()
                + " speaks "
                + dialect.title()
                + " and has no setting "
                + shown
                + "; known are "
                + dialect.settingNames()
                + ".");
  }

  private Dialect.Assignment spelled(
      Dialect dialect, Change change, @Nullable SpelledJoint joint, Facts known) {
    Object value = change.value();
    if (joint != null) {
      return joint.changed(known);
    }
    if (value != null && !(value instanceof String)) {
      throw Refusal.bad(
          change.setting() + ": the value is a text in the protocol's own form, such as \"53.0\".");
    }
    try {
      return dialect.spelled(change.setting(), value == null ? "" : value.toString());
    } catch (ProtocolException e) {
      if (e.reason() == ProtocolException.Reason.UNKNOWN_COMMAND) {
        throw Refusal.unknown(String.valueOf(e.getMessage()));
      }
      throw bad(e)
          .with(
              "allowed",
              dialect
                  .setting(change.setting())
                  .map(setting -> allowed(setting, known))
                  .orElse(null));
    }
  }

  private Object judged(Setting setting, @Nullable Object value, Facts known) {
    // How it compares with other settings is checked with fresh readings only.
    Map<String, Object> own = new LinkedHashMap<>(known.values());
    own.keySet().retainAll(List.of(setting.name()));
    if (isTold(setting, known)) {
      return alone(setting, value, new Facts(known.batteryVolts(), own, known.lists()));
    }
    Object natural =
        setting.form().natural(value).orElseThrow(() -> unnatural(setting, value, known));
    requireLimit(setting, natural, known);
    return natural;
  }

  private Refusal unnatural(Setting setting, @Nullable Object value, Facts known) {
    try {
      setting.check(value, known);
      throw new IllegalStateException(setting.name() + " was judged in two ways.");
    } catch (ProtocolException e) {
      return bad(e).with("allowed", allowed(setting, known));
    }
  }

  /** Whether enough is known of a unit to say which values it accepts. */
  private static boolean isTold(Setting setting, Facts known) {
    Setting.Listing listing = setting.listing();
    return setting.form() instanceof DigitsForm
        ? setting.allowed(known).isPresent()
        : listing == null || known.lists().containsKey(listing.source());
  }

  /** The natural value, if it may be sent to this unit. */
  Object check(Setting setting, @Nullable Object value, Facts facts) {
    Object natural = alone(setting, value, facts);
    limits.requireBehind(setting, natural, facts);
    return natural;
  }

  /** The same without a look at what a switch puts to use. */
  private Object alone(Setting setting, @Nullable Object value, Facts facts) {
    try {
      Object natural = setting.check(value, facts);
      requireLimit(setting, natural, facts);
      return natural;
    } catch (ProtocolException e) {
      throw bad(e).with("allowed", allowed(setting, facts));
    }
  }

  /** Refuses a value beyond a limit of the owner that goes along with another one. */
  void requireLimit(Dialect dialect, String companion, Object value, Facts facts) {
    dialect.setting(companion).ifPresent(setting -> limits.require(setting, value, facts));
  }

  private void requireLimit(Setting setting, Object natural, Facts facts) {
    try {
      limits.require(setting, natural, facts);
    } catch (Refusal e) {
      throw e.with("allowed", allowed(setting, facts));
    }
  }

  private static Refusal bad(ProtocolException e) {
    return Refusal.bad(String.valueOf(e.getMessage()));
  }

  /** Refuses a dangerous write that was not confirmed. */
  static void requireConfirmation(Setting setting, boolean confirmed) {
    if (setting.dangerous() && !confirmed) {
      throw Refusal.bad(
              setting.name()
                  + " ("
                  + setting.title()
                  + ") can drop the load, harm the battery or lose settings: send \"confirm\":"
                  + " true with it if you mean it.")
          .with("confirm", "required");
    }
  }

  /** The values a unit accepts, for JSON: a list, a range, or null where they are unknown. */
  @Nullable Object allowed(Setting setting, Facts facts) {
    if (setting.form() instanceof ChoiceForm choice) {
      return choice.choices();
    }
    if (setting.form().kind() == Form.Kind.SWITCH) {
      return List.of(true, false);
    }
    if (setting.form() instanceof ActionForm) {
      return List.of(true);
    }
    return setting
        .allowed(facts)
        .<Object>map(all -> range(limits.within(setting, all)))
        .orElseGet(() -> setting.form().takes());
  }

  private static Object range(Allowed allowed) {
    if (allowed.min() > allowed.max()) {
      return allowed.also().stream().map(ChangeJudge::plain).toList();
    }
    Map<String, Object> range = new LinkedHashMap<>();
    range.put("min", plain(allowed.min()));
    range.put("max", plain(allowed.max()));
    range.put("step", plain(allowed.step()));
    range.put("also", allowed.also().stream().map(ChangeJudge::plain).toList());
    return range;
  }

  private static Number plain(double number) {
    return number == Math.rint(number) ? (Number) (int) number : number;
  }
}
