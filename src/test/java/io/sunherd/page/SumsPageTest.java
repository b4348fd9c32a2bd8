package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import io.sunherd.RunningHub;
import io.sunherd.ScriptedDevice;
import io.sunherd.ScriptedSystem;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.link.DeviceAddress;
import io.sunherd.page.Visit.Screen;
import io.sunherd.suite.PageTests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(Chromium.class)
@DisplayName("What the page shows of sums of which a part is not known")
@PageTests
class SumsPageTest {
  @TempDir private Path directory;
  private final Browser browser;
  private ScriptedSystem units;
  private ScriptedDevice hybrid;
  private RunningHub hub;
  private Visit visit;

  SumsPageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void start() throws Exception {
    units = new ScriptedSystem(directory);
    for (int watts : List.of(330, 364, 271)) {
      units.add(watts, 200);
    }
    units.parallel();
    hybrid =
        new ScriptedDevice(
            directory.resolve("hybrid"),
            "pi18",
            Map.of(
                "PI",
                "18",
                "ID",
                "1492132207100410000000",
                "MOD",
                "05",
                "GS",
                "2232,499,2232,499,1406,1376,028,549,000,000,000,010,095,060,000,000,1924,0613,1604,2100,"
                    + "0,2,2,1,1,1,1,0"));
    hub = new RunningHub(units.inverters());
  }

  @AfterEach
  void stop() {
    visit.close();
    hub.close();
    units.close();
    hybrid.close();
  }

  private void counted(int count) throws InterruptedException {
    hub.awaitTotals(0, totals -> totals.counted() == count);
  }

  private Locator end(String name) {
    return visit.page().locator(".end." + name);
  }

  private Locator value(int unit, String label) {
    return visit
        .tile("roof-" + unit)
        .locator("dl > div")
        .filter(new Locator.FilterOptions().setHasText(label))
        .locator("dd");
  }

  @Test
  @DisplayName("the shares of the load are those of the units counted, at once")
  void shares() throws Exception {
    units.get(2).pull();
    hub.await(0, "roof-1", Condition.ONLINE);
    visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("");
    assertThat(visit.tile("roof-2")).isVisible();
    units.get(2).plug();
    assertThat(value(1, "Share")).hasText("34\u202f%");
    assertThat(value(2, "Share")).hasText("38\u202f%");
    assertThat(value(3, "Share")).hasText("28\u202f%");
    visit.isClean();
  }

  @Test
  @DisplayName("grid power says of how many units it is worked out, and no sun is made up")
  void cablePulled() throws Exception {
    visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("");
    // 330, 364 and 271 W of load, 530 W each into the battery, less 200 W of sun each
    assertThat(end("grid").locator(".watts")).hasText("≈1.96kW");
    assertThat(end("grid").locator(".coverage")).hasText("3 of 3 units, calculated");
    assertThat(end("grid").locator(".direction")).hasText("importing");
    units.get(3).pull();
    assertThat(visit.tile("roof-3").locator(".state"))
        .hasText(Pattern.compile("Cable lost: seen through roof-[12]"));
    Locator degraded = visit.page().locator(".counter.degraded");
    assertThat(degraded).hasText(Pattern.compile("1\\s*degraded"));
    degraded.click();
    assertThat(visit.page().locator(".tile")).hasCount(1);
    degraded.click();
    assertThat(end("load").locator(".watts")).hasText("965W");
    assertThat(end("grid").locator(".watts")).hasText("≈1.35kW");
    assertThat(end("grid").locator(".coverage"))
        .containsText("2 of 3 units, without roof-3, calculated");
    assertThat(end("pv").locator(".coverage")).containsText("2 of 3 units, without roof-3");
    assertThat(value(3, "PV")).hasText("–\u202fW");
    end("grid").click();
    Locator behind = visit.page().locator("#behind");
    assertThat(behind).containsText("Worked out unit by unit");
    assertThat(behind.locator("tr.out"))
        .hasText(Pattern.compile("roof-3\\s*not counted: a part of it is not known.*"));
    visit.picture("one-through-a-neighbour");
    visit.open("wall");
    assertThat(visit.page().locator(".big.grid .coverage"))
        .containsText("2 of 3 units, without roof-3, calculated");
    visit.picture("wall-one-through-a-neighbour");
    visit.isClean();
  }

  @Test
  @DisplayName("grid power is not known where no unit tells all that it takes")
  void notKnown() throws Exception {
    for (int i = 1; i <= 3; i++) {
      units.get(i).says("QMOD", null);
    }
    counted(3);
    visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("");
    assertThat(end("load").locator(".coverage")).hasText("3 of 3 units");
    assertThat(end("grid").locator(".direction")).hasText("not known");
    assertThat(end("grid").locator(".watts")).hasText("–W");
    assertThat(end("grid").locator(".coverage")).containsText("0 of 3 units");
    visit.picture("grid-not-known");
    visit.page().getByLabel("Language").selectOption("es");
    assertThat(end("grid").locator(".coverage")).containsText("0 de 3 equipos");
    visit.isClean();
  }

  @Test
  @DisplayName("a reading is stale by the hub's rule")
  void stale() {
    visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("");
    String rule =
        "async () => { const {isStale} = await import('/js/freshness.js');"
            + "return [[100, 5000], [100, 5001], [5000, 15000], [5000, 15001], [0, 1e9]]"
            + ".map(([every_ms, age]) => isStale({every_ms, born: 0}, age)); }";
    assertEquals(List.of(false, true, false, true, false), visit.page().evaluate(rule));
  }

  @Test
  @DisplayName("a unit of another family shows each tracker, and the sun of all of them")
  void trackersOfAnotherFamily() throws Exception {
    hub.close();
    DeviceAddress device = DeviceAddress.parse(hybrid.address());
    hub =
        new RunningHub(List.of(new Inverter("roof-4", device, null, null, "pi18", null, Map.of())));
    visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("");
    assertThat(value(4, "PV1")).hasText("1.92\u202fkW");
    assertThat(value(4, "PV2")).hasText("613\u202fW");
    assertThat(end("pv").locator(".watts")).hasText("2.54kW");
    end("pv").click();
    assertThat(visit.page().locator("#behind .amount")).hasText("2.54\u202fkW");
    visit.isClean();
  }
}
