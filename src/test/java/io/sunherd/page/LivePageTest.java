package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.bus.Reading;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.page.Visit.Screen;
import io.sunherd.sim.Simulation;
import io.sunherd.sim.line.LinePace;
import io.sunherd.suite.PageTests;
import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(Chromium.class)
@DisplayName("What the page shows while units and hub come and go")
@PageTests
class LivePageTest {
  @TempDir private Path directory;
  private final Browser browser;
  private Simulation units;
  private RunningHub hub;
  private Visit visit;

  LivePageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void open() throws Exception {
    // Not one parallel system, where a neighbour soon shows a unit that has lost its cable.
    units =
        Simulation.start(
            new Simulation.Options(
                3, false, "max-8000", 7, LinePace.NONE, directory, null, SimulatedUnits.NOON));
    hub = new RunningHub(inverters());
    visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("");
  }

  /** The units; their warnings are not asked for, so that a test can tell some. */
  private List<Inverter> inverters() {
    return SimulatedUnits.inverters(units).stream()
        .map(
            one ->
                new Inverter(
                    one.id(),
                    one.device(),
                    one.via(),
                    one.unit(),
                    one.protocol(),
                    one.serial(),
                    Map.of(
                        "status", Duration.ofMillis(100),
                        "operation_mode", Duration.ofMillis(100),
                        "warnings", Duration.ZERO)))
        .toList();
  }

  @AfterEach
  void close() {
    visit.close();
    hub.close();
    units.close();
  }

  private void order(String line) {
    String answer = units.control(line);
    assertFalse(answer.startsWith("error"), answer);
  }

  private Locator state(int number) {
    return visit.tile("roof-" + number).locator(".state");
  }

  private Locator counter(String name) {
    return visit.page().locator(".counter." + name);
  }

  private void everythingIsLive() {
    for (int number = 1; number <= 3; number++) {
      assertThat(state(number)).hasText("Live");
    }
    assertThat(counter("units")).hasText(Pattern.compile("3/3\\s*units"));
    assertThat(visit.page().locator(".end.load .coverage")).hasText("3 of 3 units");
  }

  private static String shown(double watts) {
    return watts < 1000
        ? String.format(Locale.ROOT, "%.0fW", watts)
        : String.format(Locale.ROOT, watts < 10_000 ? "%.2fkW" : "%.1fkW", watts / 1000);
  }

  /** The totals, once all of these are known of all units. */
  private JsonObject system(String... keys) throws Exception {
    while (true) {
      JsonObject system = new JsonObject(hub.get("/api/v1/system").body());
      if (Stream.of(keys).allMatch(key -> system.getDouble(key) != null)) {
        return system;
      }
      Respite.take();
    }
  }

  @Test
  @DisplayName("the values of units and system, as the hub tells them")
  void firstData() throws Exception {
    everythingIsLive();
    JsonObject status = new JsonObject(hub.get("/cmds?cmd=status&inverter=roof-2").body());
    JsonObject system = system("ac_watt", "pv_watts", "battery_watts");
    Locator tile = visit.tile("roof-2");
    assertThat(tile.locator(".load .watts")).hasText(shown(status.getDouble("ac_watt")));
    assertThat(tile.locator(".tail"))
        .hasText("…" + units.serials().get(1).substring(units.serials().get(1).length() - 4));
    assertThat(visit.page().locator(".end.load .watts"))
        .hasText(shown(system.getDouble("ac_watt")));
    assertThat(visit.page().locator(".end.pv .watts")).hasText(shown(system.getDouble("pv_watts")));
    assertThat(visit.page().locator(".end.battery .direction"))
        .hasText(system.getDouble("battery_watts") > 0 ? "charging" : "discharging");
    visit.page().locator(".end.load").click();
    assertThat(visit.page().locator("#behind tbody tr")).hasCount(3);
    stillWhereWanted();
    visit.isClean();
  }

  private void stillWhereWanted() {
    assertThat(visit.page().locator(".wires .moving").first()).isAttached();
    visit
        .page()
        .emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
    assertTrue((int) visit.page().evaluate("document.getAnimations().length") > 0);
    visit
        .page()
        .emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    assertEquals(0, visit.page().evaluate("document.getAnimations().length"));
  }

  @Test
  @DisplayName("a unit that is unplugged stays, offline and out of the sums, until it is back")
  void unplugged() {
    everythingIsLive();
    order("unplug 2");
    assertThat(state(2)).hasText("Offline");
    assertThat(visit.tile("roof-2").locator(".why")).containsText("Offline since");
    assertThat(counter("offline")).hasText(Pattern.compile("1\\s*offline"));
    assertThat(counter("units")).hasText(Pattern.compile("2/3\\s*units"));
    assertThat(visit.page().locator(".end.load .coverage"))
        .hasText(Pattern.compile("2 of 3 units, without roof-2"));
    assertThat(visit.page().locator(".hub")).hasText("Live");
    counter("offline").click();
    assertThat(visit.page().locator(".tile")).hasCount(1);
    visit.picture("one-offline");
    counter("offline").click();
    assertThat(visit.page().locator(".tile")).hasCount(3);
    order("plug 2");
    everythingIsLive();
    visit.isClean();
  }

  @Test
  @DisplayName("a unit that falls silent turns stale, and is never shown as live")
  void stale() {
    everythingIsLive();
    order("hang 3 on");
    assertThat(state(3)).hasText(Pattern.compile("Stale|Offline"));
    assertThat(state(1)).hasText("Live");
    assertThat(visit.page().locator(".end.load .coverage"))
        .hasText(Pattern.compile("2 of 3 units, without roof-3"));
    visit.picture("one-silent");
    order("clear 3");
    everythingIsLive();
    visit.isClean();
  }

  @Test
  @DisplayName("a lost hub looks unlike a lost unit, and heals by itself")
  void hubRestarted() throws Exception {
    everythingIsLive();
    int port = hub.port();
    hub.close();
    Locator banner = visit.page().locator(".banner.lost");
    assertThat(banner).containsText("No connection to the hub");
    assertThat(visit.page().locator("[role=alert]")).hasText("No connection to the hub");
    assertThat(visit.page().locator(".tiles.frozen")).hasCount(1);
    visit.picture("hub-lost");
    hub = new RunningHub(inverters(), port);
    assertThat(banner).hasCount(0);
    everythingIsLive();
    visit.forgive("net::ERR_", "WebSocket connection to", "503");
  }

  private void warn(String raw, List<String> faults, List<String> warnings) {
    hub.publish(
        new Reading(
            "roof-1",
            "warnings",
            "QPIWS",
            Instant.now().toEpochMilli(),
            60_000,
            raw,
            Map.of("faults", faults, "warnings", warnings)));
  }

  @Test
  @DisplayName("a warning in words, until it is past")
  void warning() throws Exception {
    everythingIsLive();
    warn("(00001", List.of(), List.of("fan_locked"));
    visit.open("alarms");
    Locator alarm = visit.page().locator(".alarm").filter(with("Fan locked"));
    assertThat(alarm).containsText("roof-1");
    assertThat(alarm).containsText("A fan does not turn.");
    warn("(00000", List.of(), List.of());
    assertThat(visit.page().locator(".alarm.past").filter(with("Fan locked"))).hasCount(1);
    visit.isClean();
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
