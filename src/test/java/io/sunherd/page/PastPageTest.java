package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.page.Visit.Screen;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.PageTests;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
@DisplayName("Charts of what the history has")
@PageTests
class PastPageTest {
  @TempDir private static Path directory;
  private static Simulation units;
  private static RunningHub hub;
  private final Browser browser;

  PastPageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeAll
  static void start() throws Exception {
    units = SimulatedUnits.onTerminals(1, directory, SimulatedUnits.NOON);
    hub = new RunningHub(SimulatedUnits.inverters(units, Duration.ofMillis(500)));
    hub.awaitStatus(0, "roof-1", 1);
    PastRig.fill(hub);
  }

  @AfterAll
  static void stop() {
    if (hub != null) {
      hub.close();
      units.close();
    }
  }

  private Visit yesterday(Screen screen, String day, String earlier) {
    Visit visit = new Visit(browser, hub.url(), screen).open("charts");
    visit.page().getByText(day, exactly()).click();
    visit.page().getByLabel(earlier).click();
    assertThat(visit.page().locator(".uplot >> nth=2")).isVisible();
    return visit;
  }

  @Test
  @DisplayName("a day with its gap as a table, and as a file with the same columns")
  void day() {
    try (Visit visit = yesterday(Screen.DESKTOP, "Day", "Earlier")) {
      visit.picture("past-light");
      visit.page().locator(".chart button").first().click();
      assertThat(visit.page().locator(".chart td").getByText("–").first()).isVisible();
      List<String> rows =
          PastRig.file(visit, "sunherd_history_system_" + PastRig.yesterday() + ".csv");
      assertTrue(rows.get(0).contains(";pv_watts;pv_watts_min;pv_watts_max;"), rows.get(0));
      assertTrue(
          rows.get(1).startsWith("system;" + PastRig.yesterday() + "T00:00:00"), rows.get(1));
      visit.isClean();
    }
  }

  @Test
  @DisplayName("a part looked at closer by key, mouse and fingers; it is asked for, kept, and left")
  void part() {
    try (Visit visit = yesterday(Screen.PHONE, "Day", "Earlier")) {
      Page page = visit.page();
      Locator part = page.locator(".title .part");
      Locator plot = page.locator(".plot").first();
      plot.press("+");
      assertThat(part).hasText("06:00–18:00");
      page.waitForCondition(
          () -> visit.requests().stream().anyMatch(url -> url.contains("T06%3A00%3A00")));
      assertThat(page.locator(".chart").first()).containsText("House");
      plot.press("ArrowRight");
      assertThat(part).hasText("09:00–21:00");
      List<String> rows =
          PastRig.file(
              visit,
              "sunherd_history_system_%1$sT0900_%1$sT2100.csv".formatted(PastRig.yesterday()));
      assertTrue(rows.get(1).contains("T12:00"), "The morning was left out: " + rows.get(1));
      plot.press("Home");
      assertThat(part).hasCount(0);
      BoundingBox box = page.locator(".u-over").first().boundingBox();
      PastRig.pinch(visit, box);
      assertThat(part).hasText(Pattern.compile("0[567]:\\d\\d–1[678]:\\d\\d"));
      assertThat(page.locator(".u-over").first()).hasCSS("touch-action", "pan-y");
      plot.press("0");
      assertThat(part).hasCount(0);
      PastRig.drawUp(page, box);
      assertThat(part).hasText(Pattern.compile("1[12]:\\d\\d–23:\\d\\d"));
      visit.button("Show all").click();
      assertThat(part).hasCount(0);
      visit.isClean();
    }
  }

  @Test
  @DisplayName(
      "today over yesterday: faint lines, no hour that has not begun, sums of what is over")
  void compared() {
    try (Visit visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("charts")) {
      Page page = visit.page();
      page.getByText("Day", exactly()).click();
      visit.button("Compare: day before").click();
      assertThat(page.locator(".chart .key").first()).containsText("House, day before");
      Locator sums = page.locator(".energy tfoot th");
      assertThat(sums).hasText(new String[] {"Total so far", "Of what is over"});
      assertThat(page.locator(".energy tbody tr").first()).containsText("0.07");
      page.locator(".chart button").first().click();
      assertThat(page.locator(".chart td .before-figure").first()).isVisible();
      page.evaluate(PastRig.TWO_DAYS_LATER_FOR_THE_BOOKS);
      visit.button("Compare: day before").click();
      assertThat(page.locator(".before-figure")).hasCount(0);
      visit.button("Compare: day before").click();
      assertThat(sums).hasText(new String[] {"Total so far", "Of what is over"});
      page.getByLabel("Earlier").click();
      assertThat(page.locator(".none-before")).containsText("nothing is kept of it");
      assertThat(sums).hasText("Total");
      assertThat(page.locator(".energy tfoot")).containsText("(1 % measured)");
      visit.isClean();
    }
  }

  @Test
  @DisplayName("the grid has its line and its column, into it none where nothing goes")
  void grid() {
    try (Visit visit = yesterday(Screen.DESKTOP, "Day", "Earlier")) {
      Locator columns = visit.page().locator(".energy thead th");
      assertThat(columns.getByText("From grid")).isVisible();
      assertThat(columns.getByText("To grid")).hasCount(0);
      assertThat(visit.page().locator(".energy tbody")).containsText("0.07");
      visit.page().locator(".chart button").first().click();
      assertThat(visit.page().locator(".chart thead").first()).containsText("Grid");
      visit.isClean();
    }
  }

  @Test
  @DisplayName("a generator is called so, in every language")
  void generator() {
    for (String language : List.of("en-GB", "es-ES")) {
      try (Visit visit = new Visit(browser, hub.url(), Screen.DESKTOP.speaking(language))) {
        visit.page().route("**/api/v1/inverters", PastRig::onGenerator);
        visit.open("charts");
        boolean english = language.startsWith("en");
        visit.page().getByText(english ? "Day" : "Día", exactly()).click();
        visit.page().getByLabel(english ? "Earlier" : "Anterior").click();
        assertThat(visit.page().locator(".energy thead"))
            .containsText(english ? "From generator" : "Del generador");
        visit.isClean();
      }
    }
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  @Test
  @DisplayName("dark, and in Spanish on a phone no wider than it")
  void looks() {
    try (Visit visit = yesterday(Screen.DESKTOP.dark(), "Day", "Earlier")) {
      visit.picture("past-dark");
      visit.page().getByLabel("Beside it").selectOption("roof-1");
      assertThat(visit.page().locator("figure[aria-labelledby=chart-power-roof-1] h2"))
          .hasText("Power, roof-1 W");
      PastRig.areBeside(visit);
      visit.picture("past-pair-dark");
      visit.isLegible();
      visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      visit.isAccessible();
      visit.isClean();
    }
    try (Visit visit = yesterday(Screen.PHONE.speaking("es-ES"), "Día", "Anterior")) {
      AtomicInteger most = PastRig.mostAtATime(visit.page());
      visit.picture("past-phone");
      assertEquals(390, visit.page().evaluate("document.scrollingElement.scrollWidth"));
      visit.page().getByLabel("Al lado").selectOption("roof-1");
      visit.button("Comparar: día anterior").click();
      assertThat(visit.page().locator(".none-before")).hasCount(2);
      assertEquals(1, most.get(), "so many extracts were asked for at a time");
      visit.picture("past-pair-phone");
      assertEquals(390, visit.page().evaluate("document.scrollingElement.scrollWidth"));
      visit.isAccessible();
      visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      visit.isLegible();
    }
  }

  @Test
  @DisplayName("a browser elsewhere is told so, and shows the hub's day")
  void elsewhere() {
    ZoneId zone = ZoneId.systemDefault();
    LocalDate yesterday = PastRig.yesterday();
    for (String other : List.of("Pacific/Kiritimati", "Pacific/Niue", "Australia/Lord_Howe")) {
      try (Visit visit = yesterday(Screen.DESKTOP.in(other), "Day", "Earlier")) {
        assertThat(visit.page().getByText("This device is in " + other)).isVisible();
        assertThat(visit.page().locator(".title strong"))
            .containsText(String.valueOf(yesterday.getDayOfMonth()));
        assertThat(visit.page().locator(".title strong")).containsText(zone.getId());
        assertThat(visit.page().locator("#export-help"))
            .containsText("midnight in " + zone.getId());
        PastRig.asksForYesterday(visit);
        // The first quarter of the day stands in its first hour.
        assertThat(visit.page().locator(".energy tbody th").first()).hasText("00:00");
        visit.isClean();
      }
    }
    try (Visit visit = yesterday(Screen.DESKTOP, "Day", "Earlier")) {
      assertThat(visit.page().locator(".elsewhere")).hasCount(0);
    }
  }

  @Test
  @DisplayName("columns of one's own choice, drawn and in the file")
  void chosen() {
    try (Visit visit = yesterday(Screen.DESKTOP, "Day", "Earlier")) {
      visit.page().getByText("More columns").click();
      visit.page().getByLabel("Grid voltage").check();
      assertThat(visit.page().locator(".chart").getByText("Grid voltage").first()).isVisible();
      assertTrue(
          PastRig.file(visit, "sunherd_history_system_" + PastRig.yesterday() + ".csv")
              .get(0)
              .endsWith(";grid_volt;grid_volt_min;grid_volt_max"));
      visit.picture("past-chosen");
      visit.page().getByLabel("Language").selectOption("uk");
      assertThat(visit.page().locator("#chart-grid_volt")).hasText("Напруга мережі В");
      assertThat(visit.page().locator("#chart-power")).hasText("Потужність Вт");
      assertThat(visit.page().locator(".energy h2")).hasText("Енергія кВт·год");
      assertThat(visit.page().locator(".more")).containsText("Напруга мережі В");
      visit.isClean();
    }
  }

  @Test
  @DisplayName("the last hour goes back to before the page was opened, and is looked at closer")
  void hour() {
    try (Visit visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("charts")) {
      visit.page().locator(".chart button").first().click();
      Locator rows = visit.page().locator(".chart tbody").first().locator("tr");
      visit.page().waitForCondition(() -> rows.count() > 30);
      PastRig.isCloser(visit, rows);
      visit.isClean();
    }
  }

  @Test
  @DisplayName("who leaves before the drawing library is there leaves no error behind")
  void left() {
    try (Visit visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("")) {
      AtomicReference<Route> held = new AtomicReference<>();
      visit.page().route("**/vendor/uplot.js", held::set);
      visit.page().locator("a[href='#/charts']").first().click();
      visit.page().waitForCondition(() -> held.get() != null);
      visit.page().getByText("Save picture").first().click();
      visit.page().getByText("Year", exactly()).click();
      assertThat(visit.page().getByLabel("Earlier")).isVisible();
      held.get().resume();
      visit.page().waitForFunction("() => Boolean(window.uPlot)");
      visit.isClean();
    }
  }

  @Test
  @DisplayName("the hub's sentence where its history is ill")
  void ill() {
    try (Visit visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("charts")) {
      PastRig.fallIll(visit.page());
      visit.page().getByText("Day", exactly()).click();
      assertThat(visit.page().getByText("The history cannot be read.")).isVisible();
      visit.forgive("503");
    }
  }
}
