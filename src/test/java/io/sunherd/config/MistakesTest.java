package io.sunherd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sunherd.suite.PureTests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@PureTests
class MistakesTest {
  private final ConfigLoader loader =
      new ConfigLoader(
          () -> Set.of("status", "QPIGS"),
          () -> Set.of("pi30", "pi18"),
          () -> Set.of("max-8000", "parallel-1"),
          () -> Set.of("max_charging_current", "battery_type"));

  private List<String> mistakes(String text) {
    ConfigException e =
        assertThrows(ConfigException.class, () -> loader.parse("hub.yaml", text, Map.of()));
    assertEquals(String.join("\n", e.mistakes()), e.getMessage());
    return e.mistakes();
  }

  @ParameterizedTest
  @MethodSource
  void oneMistake(String text, String sentence) {
    assertEquals(List.of("hub.yaml:" + sentence), mistakes(text));
  }

  static Stream<Arguments> oneMistake() {
    return Stream.of(
        one(
            "http:\n  prot: 1\n",
            "2: http.prot: no such key: allowed here are host, port, tls, cors, hosts, proxies and base-path"
                + " (did you mean port?)."),
        one(
            "\"a\\tb/~%é\": x\n",
            "1: a?b/~%é: no such key: allowed here are http, access, inverters, history, settings, guardian, grid, alarms, battery, notify, heartbeat, mqtt, backup and time-zone."),
        one(
            "http: {base-path: /api}\n",
            "1: http.base-path: \"/api\" is not allowed: write the folder in which a reverse proxy shows the hub, such as /sunherd, or / for none; not one of the hub's own, such as /api."),
        one(
            "inverters:\n  - {id: all, device: \"sim:max-8000\"}\n",
            "2: inverters[0].id: \"all\" means every inverter: write another name."),
        one(
            "inverters:\n  - {id: rows, device: \"sim:max-8000\"}\n",
            "2: inverters[0].id: \"rows\" means the rows of the history: write another name."),
        one(
            "inverters:\n  - {id: hub, device: \"sim:max-8000\"}\n",
            "2: inverters[0].id: \"hub\" means the hub itself: write another name."),
        one(
            "inverters:\n  - {id: system, device: \"sim:max-8000\"}\n",
            "2: inverters[0].id: \"system\" means the totals of all inverters: write another name."),
        one(
            "inverters:\n  - {id: a, device: \"sim:max-8000\", serial: \"92932004102450\"}\n"
                + "  - {id: b, device: \"sim:max-8000\", serial: \"1492932004102450000000\"}\n",
            "3: inverters[1].serial: \"92932004102450\" is taken by inverters[0]: write another"
                + " one."),
        one(
            "grid: {kind: genset}\n",
            "1: grid.kind: \"genset\" is not allowed: write utility or generator."),
        one(
            "http: {port: 1}\ntime-zone: Afrika/Lagos\n",
            "2: time-zone: \"Afrika/Lagos\" is no time zone: write the name of one, such as"
                + " Africa/Lagos (did you mean Africa/Lagos?)."),
        one(
            "time-zone: lord howe\n",
            "1: time-zone: \"lord howe\" is no time zone: write the name of one, such as"
                + " Africa/Lagos (did you mean Australia/Lord_Howe?)."),
        one(
            "time-zone: SystemV/PST8PDT\n",
            "1: time-zone: \"SystemV/PST8PDT\" is no time zone: write the name of one, such as"
                + " Africa/Lagos (did you mean PST8PDT?)."),
        one(
            "time-zone: 5\n",
            "1: time-zone: 5 is not allowed: write the name of a time zone, such as Africa/Lagos."),
        one(
            "time-zone: off\n",
            "1: time-zone: false is not allowed: write the name of a time zone, such as"
                + " Africa/Lagos."),
        one(
            "time-zone: [Africa/Lagos]\n",
            "1: time-zone: a list is not allowed: write the name of a time zone, such as"
                + " Africa/Lagos."),
        one(
            "time-zone: ''\n",
            "1: time-zone: \"\" is not allowed: write the name of a time zone, such as Africa/Lagos."),
        one(
            "history: {raw: 90}\n",
            "1: history.raw: 90 is not allowed: write a time such as 90d or 2y (years of 365 days),"
                + " or forever."),
        one(
            "logging: x\n",
            "1: logging: no such key: allowed here are http, access, inverters, history, settings, guardian, grid, alarms, battery, notify, heartbeat, mqtt, backup and time-zone."),
        one(
            "http:\n  port: 70000\n",
            "2: http.port: 70000 is not allowed: write a whole number from 0 to 65535, where 0"
                + " takes any free port."),
        one(
            "http: {port: '80'}\n",
            "1: http.port: \"80\" is not allowed: write a whole number from 0 to 65535, where 0"
                + " takes any free port."),
        one(
            "http: 5\n",
            "1: http: 5 is not allowed: write the keys host, port, tls, cors, hosts, proxies and base-path."),
        one(
            "http:\n  tls:\n    cert: a\n",
            "2: http.tls: there is no key: write the path of the certificate's private key, a PEM"
                + " file."),
        one(
            "http: {cors: [x.org]}\n",
            "1: http.cors[0]: \"x.org\" is not allowed: write an origin such as"
                + " https://home.example, or \"*\" for all."),
        one(
            "http:\n  hosts:\n    - hub.lan\n    - https://hub.example.org\n",
            "4: http.hosts[1]: \"https://hub.example.org\" is not allowed: write a name such as"
                + " hub.example.org, without a port."),
        one(
            "http: {hosts: hub.example.org}\n",
            "1: http.hosts: \"hub.example.org\" is not allowed: write a list of names that the hub"
                + " is asked by, such as hub.example.org."),
        one(
            "http:\n  proxies: [127.0.0.1,\n    proxy.lan]\n",
            "3: http.proxies[1]: \"proxy.lan\" is not allowed: write an address such as 192.168.1.5,"
                + " or a network such as 172.16.0.0/12 or fd00::/8."),
        one(
            "http: {proxies: [10.0.0.0/33]}\n",
            "1: http.proxies[0]: \"10.0.0.0/33\" is not allowed: write an address such as"
                + " 192.168.1.5, or a network such as 172.16.0.0/12 or fd00::/8."),
        one(
            "guardian:\n  ignore: [battery_type, max_chargin_current]\n",
            "2: guardian.ignore[1]: \"max_chargin_current\" is no setting (did you mean"
                + " max_charging_current?): known are battery_type and max_charging_current."),
        one(
            "guardian: {ignore: battery_type}\n",
            "1: guardian.ignore: \"battery_type\" is not allowed: write a list of settings that"
                + " paralleled units need not have alike."),
        one(
            "guardian: {ignored: []}\n",
            "1: guardian.ignored: no such key: allowed here are ignore (did you mean ignore?)."),
        one(
            "access:\n  read:\n",
            "2: access.read: an empty value is not allowed: write anyone or users."),
        one("access: {read: on}", "1: access.read: true is not allowed: write anyone or users."),
        one(
            "history: {every: 500ms}",
            "1: history.every: \"500ms\" is not allowed: write a duration such as 15s, 1m or 1h, at"
                + " least 1s."),
        one(
            "inverters: [{id: a, device: usb:auto, poll: {status: 50ms}}]",
            "1: inverters[0].poll.status: \"50ms\" is not allowed: write a duration such as 500ms,"
                + " 1s, 2m or 1h, at least 100ms."),
        one(
            "settings: {daily-budget: 0}",
            "1: settings.daily-budget: 0 is not allowed: write how often one setting of one inverter"
                + " may be written in a day, 1 to 1000."),
        one(
            "history: {every: 15}",
            "1: history.every: 15 is not allowed: write a duration such as 15s, 1m or 1h, at"
                + " least 1s."),
        one(
            "history: {url: 'jdbc:mysql://u:secret@h'}",
            "1: history.url: this value is not allowed: write jdbc:sqlite:FILE or"
                + " jdbc:postgresql://HOST/DATABASE."),
        one(
            "[1]",
            "1: a list is no configuration: write the keys http, access, inverters, history, settings, guardian, grid, alarms, battery, notify, heartbeat, mqtt, backup and time-zone."),
        one(
            "inverters: {id: a}",
            "1: inverters: a group of keys is not allowed: write a list of inverters, each with an"
                + " id and a device or a via."),
        one(
            "inverters:\n- roof-1\n",
            "2: inverters[0]: \"roof-1\" is not allowed: write an inverter with an id and a device"
                + " or a via."),
        one(
            "inverters:\n- device: usb:auto\n",
            "2: inverters[0]: there is no id: write 1 to 32 of a-z, 0-9 and -."),
        one(
            "inverters:\n- {id: Roof 1, device: usb:auto}\n",
            "2: inverters[0].id: \"Roof 1\" is not allowed: write 1 to 32 of a-z, 0-9 and -."),
        one(
            "inverters:\n- id: a\n  device: serail:/dev/x\n",
            "3: inverters[0].device: \"serail:/dev/x\" is no device: write serial:PATH, usb:PATH,"
                + " usb:auto, tcp:HOST:PORT or sim:PROFILE."),
        one(
            "inverters:\n- id: a\n  device: tcp:pi:99999\n",
            "3: inverters[0].device: \"tcp:pi:99999\" is no device: the port in tcp:HOST:PORT is a"
                + " number from 1 to 65535."),
        one(
            "inverters:\n- id: a\n  device: 'sim:../..'\n",
            "3: inverters[0].device: \"sim:../..\" is no device: the profile in sim:PROFILE is a"
                + " word of a-z, 0-9 and -, such as max-8000."),
        one(
            "inverters:\n- id: a\n  device: sim:max-800\n",
            "3: inverters[0].device: \"max-800\" is no inverter that can be simulated: known are"
                + " max-8000 and parallel-1 (did you mean max-8000?)."),
        one(
            "inverters:\n- id: a\n  device: \"serial:/dev/tty\\0USB0\"\n",
            "3: inverters[0].device: \"serial:/dev/tty?USB0\" is no device: it holds a control"
                + " character, such as a line break or NUL; write it without."),
        one(
            "inverters:\n- id: a\n",
            "2: inverters[0]: neither a device nor a via is given: write device for an inverter"
                + " with a cable of its own, or else via."),
        one(
            herd("- {id: b, device: usb:x, via: a, unit: 1}"),
            "3: inverters[1]: both a device and a via are given: write device for an inverter with"
                + " a cable of its own, or else via."),
        one(
            herd("- {id: b, via: c, unit: 1}"),
            "3: inverters[1].via: \"c\" is no inverter with a device: write the id of one that"
                + " has."),
        one(
            herd("- {id: b, via: b, unit: 1}"),
            "3: inverters[1].via: \"b\" is no inverter with a device: write the id of one that"
                + " has."),
        one(
            herd("- {id: b, via: a}"),
            "3: inverters[1]: there is no unit: write the inverter's number on the bus of its via,"
                + " 0 to 9."),
        one(
            herd("- {id: b, device: usb:x, unit: 1}"),
            "3: inverters[1]: a unit is given without a via: write the id of the inverter that"
                + " leads to it."),
        one(
            herd("- {id: b, via: a, unit: 10}"),
            "3: inverters[1].unit: 10 is not allowed: write its number on the parallel bus, 0 to"
                + " 9."),
        one(
            herd("- {id: b, via: a, unit: 1}\n- {id: c, via: a, unit: 1}"),
            "4: inverters[2].unit: unit 1 of a is taken by inverters[1]: write another."),
        one(
            herd("- {id: a, device: usb:x}"),
            "3: inverters[1].id: \"a\" is taken by inverters[0]: write another one."),
        one(
            herd("- {id: b, device: serial:/dev/x}"),
            "3: inverters[1].device: \"serial:/dev/x\" is taken by inverters[0]: write another"
                + " one."),
        one(
            herd("- {id: b, device: usb:x, serial: s1}\n- {id: c, device: usb:y, serial: s1}"),
            "4: inverters[2].serial: \"s1\" is taken by inverters[1]: write another one."),
        one(
            herd("- {id: b, device: usb:x, protocol: pi31}"),
            "3: inverters[1].protocol: \"pi31\" is no protocol: write auto, which finds it out, or"
                + " one of pi18 and pi30."),
        one(
            herd("- {id: b, device: usb:x, poll: {\"\\t\": 5}}"),
            "3: inverters[1].poll.?: no such command: known are QPIGS and status."),
        one(
            herd("- {id: b, device: usb:x, poll: {statu: 1s}}"),
            "3: inverters[1].poll.statu: no such command (did you mean status?): known are QPIGS"
                + " and status."));
  }

  /** Nobody reads on behind hundreds of names. */
  @Test
  void ofManyNamesTheNearestFewAreTold() {
    Set<String> many =
        IntStream.range(100, 400).mapToObj("name-%d"::formatted).collect(Collectors.toSet());
    ConfigLoader knowing = new ConfigLoader(() -> many, () -> Set.of("pi30"), Set::of, () -> many);
    String text =
        "guardian: {ignore: [name-1233]}\ninverters: [{id: a, device: usb:x, poll: {zzzzzzzzz: 1s}}]\n";
    ConfigException e =
        assertThrows(ConfigException.class, () -> knowing.parse("hub.yaml", text, Map.of()));
    assertEquals(
        List.of(
            "hub.yaml:1: guardian.ignore[0]: \"name-1233\" is no setting (did you mean name-123?):"
                + " known are name-123, name-133, name-233, name-103, name-113 and 295 more.",
            "hub.yaml:2: inverters[0].poll.zzzzzzzzz: no such command: known are name-100, name-101,"
                + " name-102, name-103, name-104 and 295 more."),
        e.mistakes());
  }

  @ParameterizedTest
  @MethodSource
  void surpriseOfYaml(String text, String sentence) {
    assertEquals(List.of("hub.yaml:" + sentence), mistakes(text));
  }

  static Stream<Arguments> surpriseOfYaml() {
    return Stream.of(
        one(
            herd("- {id: b, device: usb:x, serial: 92932004102443}"),
            "3: inverters[1].serial: 92932004102443 is read as the number 92932004102443: put it in quotes,"
                + " \"92932004102443\"."),
        one(
            herd("- {id: b, device: usb:x, serial: 0012}"),
            "3: inverters[1].serial: 0012 is read as the number 10: put it in quotes, \"0012\"."),
        one(
            herd("- {id: on, device: usb:x}"),
            "3: inverters[1].id: on is read as true: put it in quotes, \"on\"."),
        one(
            herd("- {id: 1, device: usb:x}"),
            "3: inverters[1].id: 1 is read as the number 1: put it in quotes, \"1\"."));
  }

  @ParameterizedTest
  @MethodSource
  void noYaml(String text, String sentence) {
    assertEquals(List.of("hub.yaml:" + sentence), mistakes(text));
  }

  static Stream<Arguments> noYaml() {
    return Stream.of(
        one(
            "http:\n  host: [\n",
            "3: this is no YAML: expected the node content, but found '<stream end>'."),
        one(
            "http:\n\tport: 1\n",
            "2: this is no YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)."),
        one("http: {}\nhttp: {}\n", "2: http: this key is already there: write it once."),
        one("http: {}\n# \u0007\n", "2: this is no YAML: there is a control character."),
        one("http: &a {tls: *a}\n", "1: http.tls: a value cannot hold itself: write it out."),
        one("? [a]\n: 1\n", "1: a key must be a word."));
  }

  @Test
  void allMistakesInTheOrderOfTheFile() {
    assertEquals(
        List.of(
            "hub.yaml:1: history.every: \"1\" is not allowed: write a duration such as 15s, 1m or"
                + " 1h, at least 1s.",
            "hub.yaml:3: inverters[0].id: \"A\" is not allowed: write 1 to 32 of a-z, 0-9 and -.",
            "hub.yaml:4: inverters[0].device: \"x\" is no device: write serial:PATH, usb:PATH,"
                + " usb:auto, tcp:HOST:PORT or sim:PROFILE.",
            "hub.yaml:5: http.port: -1 is not allowed: write a whole number from 0 to 65535, where"
                + " 0 takes any free port."),
        mistakes(
            """
            history: {every: "1"}
            inverters:
              - id: A
                device: x
            http: {port: -1}
            """));
  }

  private static String herd(String more) {
    return "inverters:\n- {id: a, device: serial:/dev/x}\n" + more + "\n";
  }

  private static Arguments one(String text, String sentence) {
    return Arguments.of(text, sentence);
  }
}
