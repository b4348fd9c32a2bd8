package io.sunherd.page;

import static java.util.stream.Collectors.joining;

import io.sunherd.LiveHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.access.SetupCode;
import io.sunherd.link.DeviceAddress;
import io.sunherd.sim.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A hub that goes by a file, two paralleled units on terminals, and the places where it looks. */
final class SetupRig implements AutoCloseable {
  /** How it is served, as the file says it. */
  static final String HTTP = "{port: 0, proxies: [127.0.0.1]}";

  private final List<DeviceAddress> places = new CopyOnWriteArrayList<>();
  private final Simulation units;
  private final LiveHub live;
  private final Path code;

  /** A hub without inverters, which finds none. */
  SetupRig(Path folder) throws IOException {
    units =
        SimulatedUnits.onTerminals(
            2, Files.createDirectory(folder.resolve("dev")), SimulatedUnits.NOON);
    code = folder.resolve(SetupCode.NAME);
    live = new LiveHub(folder, text(), () -> List.copyOf(places));
  }

  /** The same, and a broker of MQTT at this port of the machine. */
  void writeWithBroker(int port, String... inverters) throws IOException {
    live.write(text(inverters) + "mqtt: {url: 'mqtt://127.0.0.1:" + port + "'}\n");
  }

  private static String text(String... inverters) {
    String list = Stream.of(inverters).map(one -> "\n  - " + one).collect(joining());
    return "http: " + HTTP + "   # any\ninverters:" + (list.isEmpty() ? " []" : list) + "\n";
  }

  /** The hub looks there, too, from now on. */
  void lookAt(String device) {
    places.add(DeviceAddress.parse(device));
  }

  /** The device of a unit, counted from 1. */
  String device(int unit) {
    return units.addresses().get(unit - 1);
  }

  /** The serial number of a unit, counted from 1. */
  String serial(int unit) {
    return units.serials().get(unit - 1);
  }

  /** The line of the file for the first unit, bound to it. */
  String first(String id) {
    return "{id: %s, device: \"%s\", serial: \"%s\"}".formatted(id, device(1), serial(1));
  }

  /** The line of the file for the second unit, which is not bound to it. */
  String second(String id) {
    return "{id: %s, device: \"%s\", poll: {status: 1s}}".formatted(id, device(2));
  }

  /** Pulls a unit's cable. */
  void unplug(int unit) {
    units.control("unplug " + unit);
  }

  /** Plugs it in again. */
  void plug(int unit) {
    units.control("plug " + unit);
  }

  /** Puts these inverters into the file, each as its line. */
  void write(String... inverters) throws IOException {
    live.write(text(inverters));
  }

  /** What the file says now. */
  String file() throws IOException {
    return Files.readString(live.file);
  }

  /** The code for the set-up from another machine. */
  String code() throws IOException {
    return SetupCode.find(code).orElseThrow();
  }

  String url() {
    return live.hub.url();
  }

  @Override
  public void close() {
    live.close();
    units.close();
  }
}
