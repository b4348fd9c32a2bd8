package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Route;
import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.page.Visit.Screen;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.PageTests;
import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(Chromium.class)
@DisplayName("Today's kWh and the battery's hours in the page")
@PageTests
class TodayPageTest {
  private static final String TODAY =
      """
      {"since": "%s", "pv_kwh": 12.34, "load_kwh": 8.06, "battery_in_kwh": 3.2,
       "battery_out_kwh": null, "grid_in_kwh": 0.44, "grid_out_kwh": 0, "calculated": ["grid_in"],
       "coverage": {"pv": 0.871, "load": 1, "battery_in": 1, "battery_out": 0, "grid_in": 1,
                    "grid_out": 1}}"""
          .formatted(Instant.now());

  private static final String BATTERY =
      """
      {"soc": 71.4, "source": "ah", "at": "2026-11-29T19:20:04Z", "age_ms": 320, "stale": false,
       "error_percent": 3.2, "volts": 52.1, "amps": -38, "watts": -1980, "hours_left": 5.38,
       "hours_to_full": null}""";

  @TempDir private static Path directory;
  private static Simulation units;
  private static RunningHub hub;
  private final Browser browser;

  TodayPageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeAll
  static void start() throws Exception {
    units = SimulatedUnits.onTerminals(2, directory, SimulatedUnits.NOON);
    hub = new RunningHub(SimulatedUnits.inverters(units, Duration.ofMillis(500)));
    hub.awaitTotals(0, totals -> totals.counted() == 2);
  }

  @AfterAll
  static void stop() {
    if (hub != null) {
      hub.close();
      units.close();
    }
  }

  private static void answer(Visit visit, String path, int status, String body) {
    visit
        .page()
        .route(
            "**/api/v1/" + path,
            route -> route.fulfill(new Route.FulfillOptions().setStatus(status).setBody(body)));
  }

  private Visit told(Screen screen, String place) {
    Visit visit = new Visit(browser, hub.url(), screen);
    answer(visit, "today", 200, TODAY);
    answer(visit, "battery", 200, BATTERY);
    return visit.open(place);
  }

  private static void shows(Visit visit, String end, String text) {
    assertThat(visit.page().locator(end)).containsText(Pattern.compile(text));
  }

  @Test
  @DisplayName("are told as known, as worked out, as measured for a part of it, and as unknown")
  void overview() {
    try (Visit visit = told(Screen.DESKTOP, "")) {
      shows(visit, ".end.pv .today", "12.3 kWh today\\s*\\(87 % measured\\)");
      shows(visit, ".end.load .today", "^\\s*8.1 kWh today\\s*$");
      shows(visit, ".end.grid .today", "^\\s*≈ 0.4 kWh from it today, calculated\\s*$");
      shows(visit, ".end.battery .today", "3.2 kWh in today\\s*– kWh out today");
      shows(visit, ".end.battery", "71\\s+%\\s*counted ± 3 %\\s*5.4 h left");
      visit.picture("today-light");
      visit.isAccessible();
      visit.isClean();
    }
    try (Visit visit = told(Screen.DESKTOP.dark(), "")) {
      shows(visit, ".end.pv .today", "kWh");
      visit.picture("today-dark");
      visit.isLegible();
    }
  }

  @Test
  @DisplayName("fit a phone in Spanish, and the wall")
  void elsewhere() {
    try (Visit visit = told(Screen.PHONE.speaking("es-ES"), "")) {
      shows(visit, ".end.battery .hours", "quedan 5,4 h");
      visit.picture("today-phone");
      assertEquals(390, visit.page().evaluate("document.scrollingElement.scrollWidth"));
    }
    try (Visit visit = told(Screen.TABLET, "wall")) {
      shows(visit, ".big.battery", "71 %\\s*5.4 h left");
      shows(visit, ".big.grid .today", "0.4 kWh from it today");
      visit.picture("today-wall");
      assertEquals(
          true,
          visit.page().evaluate("document.scrollingElement.scrollHeight <= window.innerHeight"));
      visit.isClean();
    }
  }

  @Test
  @DisplayName("of several batteries each has its own charge and hours")
  void several() {
    String other =
        """
        {"soc": 33, "source": "ah", "at": "2026-11-29T19:20:04Z", "age_ms": 320, "stale": false,
         "error_percent": 9, "hours_left": null, "hours_to_full": 12.2, "units": ["shed"]}""";
    String one = BATTERY.replace("}", ", \"units\": [\"roof-1\", \"roof-2\"]}");
    String both = one.replaceFirst("}$", ", \"batteries\": [" + one + ", " + other + "]}");
    for (String place : List.of("", "wall")) {
      try (Visit visit = new Visit(browser, hub.url(), Screen.DESKTOP)) {
        answer(visit, "today", 200, TODAY);
        answer(visit, "battery", 200, both);
        visit.open(place);
        String end = place.isEmpty() ? ".end.battery" : ".big.battery";
        shows(visit, end, "roof-1, roof-2: 5.4 h left\\s*shed: full in 12 h");
        shows(visit, end, place.isEmpty() ? "33\\s+%\\s*shed: counted ± 9 %" : "shed\\s*33 %");
        visit.picture("today-several" + (place.isEmpty() ? "" : "-wall"));
        visit.isAccessible();
        visit.isClean();
      }
    }
  }

  @Test
  @DisplayName("a generator's kWh are its own, in Spanish, too")
  void generator() {
    try (Visit visit = told(Screen.DESKTOP.speaking("es-ES"), "")) {
      visit.page().route("**/api/v1/inverters", TodayPageTest::onGenerator);
      visit.page().reload();
      shows(visit, ".end.grid", "Generador");
      shows(visit, ".end.grid .today", "0,4 kWh de él hoy");
      visit.isClean();
    }
  }

  private static void onGenerator(Route route) {
    APIResponse told = route.fetch();
    route.fulfill(
        new Route.FulfillOptions()
            .setResponse(told)
            .setBody(told.text().replace("\"utility\"", "\"generator\"")));
  }

  @Test
  @DisplayName("are left out where the hub does not tell them, and not asked for again")
  void none() {
    try (Visit visit = new Visit(browser, hub.url(), Screen.DESKTOP)) {
      answer(visit, "today", 404, "{\"error\": \"There is no such page.\"}");
      answer(visit, "battery", 404, "{\"error\": \"There is no such page.\"}");
      visit.page().waitForResponse("**/api/v1/battery", () -> visit.open(""));
      assertThat(visit.page().locator(".tile.online")).hasCount(2);
      assertThat(visit.page().locator(".end.battery .soc")).isVisible();
      assertThat(visit.page().locator(".today, .hours")).hasCount(0);
      visit.forgive("404");
    }
  }

  @Test
  @DisplayName("are those of the hub")
  void real() throws Exception {
    // Books are kept by then: nothing is known of a day of which nothing is written.
    while (new JsonObject(hub.get("/api/v1/today").body()).getDouble("pv_kwh") == null) {
      Respite.take();
    }
    try (Visit visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("")) {
      shows(visit, ".end.pv .today", "\\d\\.\\d kWh today");
      visit.isClean();
    }
  }
}
