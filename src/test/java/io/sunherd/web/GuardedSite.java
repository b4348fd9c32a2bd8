package io.sunherd.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.bus.Addresses;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.Verdict;
import io.sunherd.web.Rig.Answer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A site with a users file, and settings that agree to everything and remember what they heard. */
final class GuardedSite implements AutoCloseable {
  static final String PASSWORD = "correct horse";

  /** Ann is an operator, vic a viewer. */
  record People(Path file, String annsToken, String vicsToken) {
    static People in(Path folder) throws IOException {
      Path file = folder.resolve("users");
      UsersFile users = UsersFile.load(file);
      QuickUsers.put(users, "ann", Role.OPERATOR, PASSWORD.toCharArray());
      QuickUsers.put(users, "vic", Role.VIEWER, PASSWORD.toCharArray());
      return new People(file, users.addToken("ann"), users.addToken("vic"));
    }
  }

  final Rig rig;
  final List<Object> heard = new ArrayList<>();
  Function<Object, Verdict> settings = wish -> new Verdict(200, Map.of("told", true));

  GuardedSite(Path users, boolean usersOnly) {
    this(users, usersOnly, Path.of("no-such-folder"));
  }

  GuardedSite(Path users, boolean usersOnly, Path webroot) {
    this(site(users, usersOnly, webroot));
  }

  /** Its site, of two inverters. */
  static Site site(Path users, boolean usersOnly, Path webroot) {
    return new Site(
        "127.0.0.1",
        0,
        List.of("https://home.example"),
        null,
        null,
        List.of("roof-1", "roof-2"),
        List.of(),
        webroot,
        users,
        usersOnly);
  }

  GuardedSite(Site site) {
    this(site, handler -> handler);
  }

  /** The same with something around the handler of each route. */
  GuardedSite(Site site, UnaryOperator<Handler<RoutingContext>> around) {
    rig = new Rig(site, around);
    for (String address :
        List.of(
            Addresses.CHANGE,
            Addresses.UNDO,
            Addresses.RESTORE,
            Addresses.SHOW_SETTINGS,
            Addresses.SHOW_AUDIT,
            Addresses.SHOW_CONFIG,
            Addresses.CONFIGURE,
            Addresses.TAKE_BACK,
            Addresses.PUSH_BATTERY,
            Addresses.LOOK,
            Addresses.SHOW_ALARMS,
            Addresses.ACKNOWLEDGE)) {
      rig.vertx
          .eventBus()
          .consumer(
              address,
              message -> {
                synchronized (heard) {
                  heard.add(message.body());
                }
                message.reply(settings.apply(message.body()));
              });
    }
    rig.inverter("roof-1", ask -> ask.reply(Rig.status("roof-1", 52.0)));
    rig.publish(
        new SystemTotals(
            Rig.AT, 1, 1, List.of(), Map.of(), List.of(), Map.of(), Map.of(), List.of(), Map.of(),
            List.of(), Map.of()));
    rig.publish(
        new BatteryState(
            null,
            List.of("roof-1"),
            60.0,
            52.0,
            0.0,
            0.0,
            List.of(),
            "inverter",
            Rig.AT,
            false,
            BatteryState.Charge.UNKNOWN));
    rig.get("/health/live");
  }

  /** What the settings heard since this was asked last. */
  List<Object> heard() {
    synchronized (heard) {
      List<Object> news = List.copyOf(heard);
      heard.clear();
      return news;
    }
  }

  static Map<String, String> basic(String name, String password) {
    byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  Answer login(String name, String password) {
    return login(name, password, Map.of());
  }

  Answer login(String name, String password, Map<String, String> headers) {
    return rig.ask(
        "POST",
        "/api/v1/login",
        headers,
        "{\"user\": \"" + name + "\", \"password\": \"" + password + "\"}");
  }

  /** What a page sends after this login. */
  static Map<String, String> page(Answer login) {
    Map<String, String> headers = new LinkedHashMap<>(cookie(login));
    headers.put("X-CSRF-Token", login.json().getString("csrf"));
    return headers;
  }

  /** What a browser sends by itself after this login. */
  static Map<String, String> cookie(Answer login) {
    assertEquals(200, login.status(), login.body());
    return Map.of("Cookie", login.headers().get("Set-Cookie").split(";", 2)[0]);
  }

  /** A write, as any route would do for its proof. */
  Answer write(Map<String, String> headers) {
    return rig.ask(
        "PUT",
        "/api/v1/inverters/roof-1/settings/battery_float_volt",
        headers,
        "{\"value\": 53.0}");
  }

  /** Lets the users file be looked at again. */
  void aSecondLater() {
    rig.advanceMs(1_000);
  }

  @Override
  public void close() {
    rig.close();
  }
}
