package io.sunherd.config;

import io.sunherd.link.DeviceAddress;
import io.sunherd.link.DeviceAddress.Kind;
import io.sunherd.protocol.SerialNumber;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks the rules between the inverters of a configuration, and names that the program knows but
 * the schema does not. Skips values of a wrong type: the schema check reports them.
 */
final class HerdCheck {
  /** Names that stand for something else in addresses, topics and files. */
  private static final Map<String, String> TAKEN =
      Map.of(
          "all", "every inverter",
          "system", "the totals of all inverters",
          "hub", "the hub itself",
          "alarms", "the alarms",
          "schedules", "what is planned",
          "fleet", "several hubs together",
          "sites", "the places of several hubs",
          "rows", "the rows of the history");

  private static final KeyPath INVERTERS = KeyPath.ROOT.child("inverters");

  private final JsonArray inverters;
  private final Supplier<Set<String>> commands;
  private final Supplier<Set<String>> protocols;
  private final Supplier<Set<String>> profiles;
  private final Mistakes mistakes;
  private final Map<String, KeyPath> taken = new HashMap<>();

  HerdCheck(
      JsonObject configuration,
      Supplier<Set<String>> commands,
      Supplier<Set<String>> protocols,
      Supplier<Set<String>> profiles,
      Mistakes mistakes) {
    this.inverters =
        configuration.getValue("inverters") instanceof JsonArray list ? list : new JsonArray();
    this.commands = commands;
    this.protocols = protocols;
    this.profiles = profiles;
    this.mistakes = mistakes;
  }

  void check() {
    for (int i = 0; i < inverters.size(); i++) {
      if (inverters.getValue(i) instanceof JsonObject inverter) {
        check(inverter, INVERTERS.child(i));
      }
    }
  }

  private void check(JsonObject inverter, KeyPath path) {
    unique(path.child("id"), text(inverter, "id"));
    serial(path.child("serial"), text(inverter, "serial"), text(inverter, "id"));
    String id = text(inverter, "id");
    String meaning = id == null ? null : TAKEN.get(id);
    if (meaning != null) {
      mistakes.add(path.child("id"), "\"" + id + "\" means " + meaning + ": write another name.");
    }
    if (inverter.containsKey("device") == inverter.containsKey("via")) {
      mistakes.add(
          path,
          (inverter.containsKey("via")
                  ? "both a device and a via are"
                  : "neither a device nor a via is")
              + " given: write device for an inverter with a cable of its own, or else via.");
    }
    device(path.child("device"), text(inverter, "device"));
    via(inverter, path);
    protocol(path.child("protocol"), text(inverter, "protocol"));
    if (inverter.getValue("poll") instanceof JsonObject poll) {
      poll.fieldNames().forEach(command -> command(path.child("poll").child(command)));
    }
  }

  private static @Nullable String text(JsonObject inverter, String key) {
    return inverter.getValue(key) instanceof String text ? text : null;
  }

  private void unique(KeyPath path, @Nullable String value) {
    if (value == null) {
      return;
    }
    KeyPath first = taken.putIfAbsent(path.last() + " " + value, path);
    if (first != null) {
      mistakes.add(
          path, Words.quoted(value) + " is taken by " + first.parent() + ": write another one.");
    }
  }

  private void serial(KeyPath path, @Nullable String text, @Nullable String id) {
    if (text == null) {
      return;
    }
    String number = SerialNumber.of(text);
    // Earlier versions wrote placeholders, too; these identify no unit.
    if (SerialNumber.isPlaceholder(number)) {
      mistakes.note(path, Placeholders.note(number, id));
    } else {
      unique(path, number);
    }
  }

  private void device(KeyPath path, @Nullable String text) {
    if (text == null) {
      return;
    }
    try {
      DeviceAddress device = DeviceAddress.parse(text);
      boolean isAnyUsb = device.kind() == Kind.USB && device.path().equals(DeviceAddress.AUTO);
      // Several units may share these: one is any free USB port, the other a simulated system.
      if (!isAnyUsb && device.kind() != Kind.SIM) {
        unique(path, text);
      }
      if (device.kind() == Kind.SIM) {
        profile(path, device.path());
      }
    } catch (IllegalArgumentException e) {
      mistakes.add(path, String.valueOf(e.getMessage()));
    }
  }

  private void profile(KeyPath path, String name) {
    if (!profiles.get().contains(name)) {
      Set<String> known = new TreeSet<>(profiles.get());
      mistakes.add(
          path,
          Words.quoted(name)
              + " is no inverter that can be simulated: known are "
              + Words.all(known)
              + Words.didYouMean(name, known)
              + ".");
    }
  }

  private void via(JsonObject inverter, KeyPath path) {
    String via = text(inverter, "via");
    if (inverter.containsKey("via") != inverter.containsKey("unit")) {
      mistakes.add(
          path,
          inverter.containsKey("via")
              ? "there is no unit: write the inverter's number on the bus of its via, 0 to 9."
              : "a unit is given without a via: write the id of the inverter that leads to it.");
    }
    if (via == null) {
      return;
    }
    if (inverters.stream().noneMatch(other -> leads(other, via))) {
      mistakes.add(
          path.child("via"),
          Words.quoted(via) + " is no inverter with a device: write the id of one that has.");
    }
    if (inverter.getValue("unit") instanceof Number unit) {
      unitIsFree(path.child("unit"), via, unit.intValue());
    }
  }

  private static boolean leads(Object other, String id) {
    return other instanceof JsonObject inverter
        && id.equals(inverter.getValue("id"))
        && inverter.containsKey("device");
  }

  private void unitIsFree(KeyPath path, String via, int unit) {
    KeyPath first = taken.putIfAbsent("unit " + unit + " of " + via, path);
    if (first != null) {
      mistakes.add(
          path,
          "unit " + unit + " of " + via + " is taken by " + first.parent() + ": write another.");
    }
  }

  private void protocol(KeyPath path, @Nullable String name) {
    if (name != null && !name.equals(HubConfig.Inverter.AUTO) && !protocols.get().contains(name)) {
      mistakes.add(
          path,
          Words.quoted(name)
              + " is no protocol: write auto, which finds it out, or one of "
              + Words.all(new TreeSet<>(protocols.get()))
              + ".");
    }
  }

  private void command(KeyPath path) {
    if (!commands.get().contains(path.last())) {
      Set<String> known = new TreeSet<>(commands.get());
      mistakes.add(path, "no such command" + Words.known(path.last(), known));
    }
  }
}
