package io.sunherd.protocol.table;

import io.sunherd.protocol.frame.ProtocolException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command texts that set a setting: from a value to its texts, and from a text to its value.
 */
final class CommandTexts {
  private final Setting setting;

  CommandTexts(Setting setting) {
    this.setting = setting;
  }

  /** See {@link Setting#commands(Object, int, Map)}. */
  List<String> of(Object value, int parallelUnit, Map<String, Object> now)
      throws ProtocolException {
    Form form = setting.form();
    Object natural =
        form.natural(value)
            .orElseThrow(
                () -> setting.bad("takes " + form.takes() + ", not " + Shown.of(value) + "."));
    requireCompanions(now);
    requireNeed(now);
    List<String> texts =
        all(natural, parallelUnit, now).stream()
            .filter(text -> reaches(text, parallelUnit))
            .toList();
    if (texts.isEmpty()) {
      throw setting.bad(
          "cannot be set to "
              + Shown.of(value)
              + (parallelUnit == 0
                  ? " beyond doubt: no text means that to every firmware."
                  : " on parallel unit "
                      + parallelUnit
                      + " beyond doubt over another unit's cable; that unit needs its own."));
    }
    return texts;
  }

  private void requireCompanions(Map<String, Object> now) throws ProtocolException {
    JointCommand joint = setting.joint();
    List<String> missing = joint == null ? List.of() : joint.missing(setting.name(), now);
    if (!missing.isEmpty()) {
      throw setting.bad(
          "is sent together with "
              + String.join(", ", missing)
              + ", which is not known of this unit.");
    }
  }

  private void requireNeed(Map<String, Object> now) throws ProtocolException {
    Setting.Need need = setting.need();
    if (need == null || need.why() == null || need.isMet(now)) {
      return;
    }
    Object is = now.get(need.setting());
    throw setting.bad(
        "is sent only while "
            + need.setting()
            + " is "
            + String.join(" or ", need.values())
            + ", and here it is "
            + (is == null ? "not known" : is)
            + ": "
            + need.why());
  }

  private List<String> all(Object natural, int parallelUnit, Map<String, Object> now) {
    JointCommand joint = setting.joint();
    if (joint == null) {
      return setting.form().texts(setting.code(), natural, parallelUnit);
    }
    String argument = joint.argument(setting.name(), natural, now);
    return argument == null ? List.of() : List.of(setting.code() + argument);
  }

  /** Whether the unit of that number takes the text: a system-wide one reaches every unit. */
  private boolean reaches(String text, int parallelUnit) {
    return setting.scope() == Setting.Scope.SYSTEM
        ? parallelUnit >= 0
        : readings(text).stream().allMatch(asked -> asked.unit() == parallelUnit);
  }

  private List<Form.Assigned> readings(String text) {
    return setting.joint() == null
        ? setting.form().readings(setting.code(), text)
        : read(text).stream().toList();
  }

  /** See {@link Setting#read}. */
  Optional<Form.Assigned> read(String text) {
    JointCommand joint = setting.joint();
    if (joint == null) {
      return setting.form().read(setting.code(), text);
    }
    String argument = Form.argument(setting.code(), text);
    Object value = argument == null ? null : joint.read(argument).get(setting.name());
    return value == null ? Optional.empty() : Optional.of(new Form.Assigned(value, 0));
  }

  /** Whether a text is one of those that set its value. */
  boolean has(String text) {
    Form form = setting.form();
    String code = setting.code();
    return setting.joint() == null
        ? form.readings(code, text).stream()
            .anyMatch(asked -> form.texts(code, asked.value(), asked.unit()).contains(text))
        : read(text).filter(asked -> !form.texts("", asked.value(), 0).isEmpty()).isPresent();
  }

  /** See {@link Setting#spelled(String)}. */
  Form.Assigned spelled(String text) throws ProtocolException {
    if (setting.joint() != null) {
      throw setting.bad(
          "is sent together with "
              + String.join(", ", setting.companions())
              + ", so that it has no spelling of its own; give the natural value by its name.");
    }
    List<Form.Assigned> readings = readings(text);
    if (readings.size() == 1) {
      return readings.get(0);
    }
    throw setting.bad(
        readings.isEmpty()
            ? "is not spelled " + Shown.of(text) + "; it takes " + setting.form().takes() + "."
            : "means different things to different firmware when spelled "
                + Shown.of(text)
                + "; give the natural value instead.");
  }
}
