package io.sunherd.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Checks that the settings the guardian is to ignore exist. */
final class GuardianCheck {
  private static final KeyPath IGNORED = KeyPath.ROOT.child("guardian").child("ignore");

  private final Supplier<Set<String>> settings;
  private final Mistakes mistakes;

  /**
   * @param settings every name under which a setting may be given
   */
  GuardianCheck(Supplier<Set<String>> settings, Mistakes mistakes) {
    this.settings = settings;
    this.mistakes = mistakes;
  }

  void check(JsonObject configuration) {
    if (!(configuration.getValue("guardian") instanceof JsonObject guardian)
        || !(guardian.getValue("ignore") instanceof JsonArray ignored)) {
      return;
    }
    for (int i = 0; i < ignored.size(); i++) {
      if (ignored.getValue(i) instanceof String name && !settings.get().contains(name)) {
        Set<String> known = new TreeSet<>(settings.get());
        mistakes.add(
            IGNORED.child(i), Words.quoted(name) + " is no setting" + Words.known(name, known));
      }
    }
  }
}
