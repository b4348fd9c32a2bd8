package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.page.Visit.Screen;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.PageTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@ExtendWith(Chromium.class)
@DisplayName("How the page looks, to eyes and to those who do without")
@PageTests
class LooksTest {
  /** What is cut off, or reaches beyond the screen. */
  static final Path CUT = Path.of("src/test/resources/page/cut.js");

  /** What is wrong with the headings and landmarks of a view. */
  private static final Path HEADED = Path.of("src/test/resources/page/headed.js");

  @TempDir private static Path directory;
  private static Simulation units;
  private static RunningHub hub;
  private final Browser browser;

  LooksTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeAll
  static void start() throws Exception {
    units = SimulatedUnits.onTerminals(3, directory, SimulatedUnits.NOON);
    hub = new RunningHub(SimulatedUnits.inverters(units, Duration.ofMillis(500)));
    for (int number = 1; number <= 3; number++) {
      hub.awaitStatus(0, "roof-" + number, 1);
    }
  }

  @AfterAll
  static void stop() {
    if (hub != null) {
      hub.close();
      units.close();
    }
  }

  /** The places of the page, and what is seen there once it is complete. */
  private enum View {
    OVERVIEW("", ".tile.online >> nth=2"),
    UNIT("unit/roof-1", ".group >> nth=5"),
    CHARTS("charts", ".uplot >> nth=3"),
    ALARMS("alarms", "main h1"),
    SETTINGS("settings", "ul.settings >> nth=2"),
    CHANGES("changes", "main h1"),
    SETUP("setup", ".inverter >> nth=2"),
    WALL("wall", ".wall-units .online >> nth=2");

    private final String place;
    private final String complete;

    View(String place, String complete) {
      this.place = place;
      this.complete = complete;
    }

    Visit seen(Browser browser, Screen screen) {
      Visit visit = new Visit(browser, hub.url(), screen).open(place);
      assertThat(visit.page().locator(complete)).isVisible();
      return visit;
    }

    /** Charts are drawn anew only after the screen has changed. */
    List<Integer> widths() {
      return this == CHARTS ? List.of(390) : List.of(320, 390, 430);
    }

    String picture(String suffix) {
      return name().toLowerCase(Locale.ROOT) + "-" + suffix;
    }
  }

  @ParameterizedTest
  @EnumSource(View.class)
  @DisplayName("no serious violation of accessibility in either theme")
  void accessible(View view) {
    try (Visit visit = view.seen(browser, Screen.DESKTOP)) {
      for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
        visit.picture(view.picture(colors.name().toLowerCase(Locale.ROOT)));
        if (colors == ColorScheme.LIGHT) {
          visit.isAccessible();
        } else {
          visit.isLegible();
        }
      }
      visit.isClean();
    }
  }

  @ParameterizedTest
  @EnumSource(View.class)
  @DisplayName(
      "nothing is cut or wider than a phone in any language, small or large, and it is all headed")
  void phone(View view) throws Exception {
    String cut = Files.readString(CUT);
    try (Visit visit = view.seen(browser, Screen.PHONE)) {
      Page page = visit.page();
      visit.picture(view.picture("phone"));
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      visit.picture(view.picture("phone-dark"));
      assertEquals(List.of(), page.evaluate(Files.readString(HEADED)));
      visit.isLegible();
      for (String language : List.of("en", "de", "es", "uk")) {
        page.evaluate(
            "tag => localStorage.setItem('sunherd.language', JSON.stringify(tag))", language);
        page.reload();
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator(view.complete)).isVisible();
        for (int width : view.widths()) {
          page.setViewportSize(width, 844);
          assertEquals(List.of(), page.evaluate(cut), language + ", " + width);
        }
      }
      visit.isClean();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 1217, 1440})
  @DisplayName("nothing is wider than a tablet or a desk's screen")
  void wider(int width) {
    Screen screen = new Screen(width, 768, ColorScheme.LIGHT, "es-ES");
    try (Visit visit = View.OVERVIEW.seen(browser, screen)) {
      assertEquals(width, visit.page().evaluate("document.scrollingElement.scrollWidth"));
    }
  }

  @Test
  @DisplayName(
      "on a phone the ends of the flow stack, nothing hides, and numbers open what they are of")
  void stacked() {
    try (Visit visit = View.OVERVIEW.seen(browser, Screen.PHONE)) {
      Page page = visit.page();
      assertThat(page.locator(".wires")).isHidden();
      double below = 0;
      for (String end : List.of("pv", "load", "grid", "battery")) {
        BoundingBox box = page.locator(".end." + end).boundingBox();
        assertTrue(box.y >= below && box.width > 340, end);
        below = box.y + box.height;
      }
      page.locator(".end.battery").click();
      assertThat(page.locator("#behind tbody tr")).hasCount(3);
      page.evaluate("scrollTo(0, document.scrollingElement.scrollHeight)");
      BoundingBox last = page.locator(".foot a").boundingBox();
      assertTrue(last.y + last.height <= page.locator(".places").boundingBox().y, "hidden");
      visit.tile("roof-2").click();
      assertThat(page.locator("h1")).hasText("roof-2");
      visit.isClean();
    }
  }

  @Test
  @DisplayName(
      "the wall on a phone: figures to be read from afar, and the clock as the reader has it")
  void wallOnPhone() {
    try (Visit visit = View.WALL.seen(browser, Screen.PHONE.speaking("en-US"))) {
      assertThat(visit.page().locator("h1")).hasText(Pattern.compile(".*[AP]M"));
      visit.picture("wall-phone-hours");
      assertTrue(visit.page().locator(".big.load .figure").first().boundingBox().height >= 50);
      visit.open("");
      visit.page().getByLabel("Language").selectOption("es");
      visit.open("wall");
      assertThat(visit.page().locator("h1")).hasText(Pattern.compile(".*[ap]\\.\\s?m\\."));
      visit.isClean();
    }
  }

  @Test
  @DisplayName("a unit: live values in groups first, raw and seldom ones folded, its settings near")
  void unit() throws Exception {
    hub.get("/cmds?cmd=QPGS1&inverter=roof-1");
    try (Visit visit = View.UNIT.seen(browser, Screen.PHONE)) {
      assertThat(visit.page().locator(".group h2"))
          .hasText(new String[] {"Solar", "Battery", "Output", "Grid", "Temperatures", "State"});
      assertThat(visit.page().locator(".about-solar dt").first()).hasText("PV1 current");
      assertThat(visit.page().locator(".unit-page")).not().containsText("as the unit sends it");
      assertThat(visit.page().locator(".line-card")).containsText("Asked once more");
      assertThat(visit.page().locator(".rest .reading >> nth=0")).isHidden();
      visit.page().locator(".rest > summary").click();
      Locator row = visit.page().locator(".rest .reading").filter(with("QPGS1"));
      assertThat(row.locator("summary")).containsText("A unit of the parallel system (1)");
      assertThat(visit.page().locator(".rest .old")).hasCount(0);
      visit.isAccessible();
      visit.page().locator(".to-settings").click();
      assertThat(visit.page().locator("h1")).hasText("Settings of roof-1");
      assertThat(visit.page().locator("ul.settings >> nth=0")).isVisible();
      assertThat(visit.page().locator(".whose")).hasCount(0);
      visit.isClean();
    }
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  @Test
  @DisplayName("the wall display keeps the screen awake, fits a tablet, and is left by key")
  void wall() {
    try (Visit visit = View.WALL.seen(browser, Screen.TABLET)) {
      visit
          .page()
          .waitForFunction("navigator.wakeLock !== undefined && window.isSecureContext === true");
      assertEquals(
          true,
          visit.page().evaluate("document.scrollingElement.scrollHeight <= window.innerHeight"));
      visit.picture("wall-tablet");
      visit.page().keyboard().press("Escape");
      assertThat(visit.page().locator(".counters")).isVisible();
    }
  }

  @Test
  @DisplayName("colours and language are chosen by hand, and remembered")
  void chosen() {
    try (Visit visit = View.OVERVIEW.seen(browser, Screen.DESKTOP)) {
      visit.page().getByLabel("Colours").selectOption("dark");
      assertThat(visit.page().locator("html")).hasCSS("color-scheme", "dark");
      assertEquals(
          "rgb(18, 21, 26)",
          visit.page().evaluate("getComputedStyle(document.body).backgroundColor"));
      visit.page().getByLabel("Language").selectOption("es");
      assertThat(visit.page().locator(".counter.units")).containsText("equipos");
      visit.page().reload();
      assertThat(visit.page().locator(".counter.units")).containsText("equipos");
      assertThat(visit.page().locator("html")).hasAttribute("lang", "es");
      assertThat(visit.page().locator("html")).hasCSS("color-scheme", "dark");
      visit.isClean();
    }
  }

  @Test
  @DisplayName("the language and the numbers are those of the browser")
  void spanish() {
    try (Visit visit = View.OVERVIEW.seen(browser, Screen.DESKTOP.speaking("es-ES"))) {
      assertThat(visit.page().locator(".counter.units")).containsText("equipos");
      assertThat(visit.page().locator(".end.load .figure")).containsText(",");
      visit.picture("overview-spanish");
    }
  }

  @Test
  @DisplayName("every place is reached by keyboard")
  void keyboard() {
    try (Visit visit = View.OVERVIEW.seen(browser, Screen.DESKTOP)) {
      visit.page().keyboard().press("Tab");
      assertThat(visit.page().locator(".skip")).isFocused();
      visit.page().keyboard().press("Tab");
      for (String place : List.of("", "charts", "alarms", "settings", "changes", "setup")) {
        visit.page().keyboard().press("Tab");
        assertThat(visit.page().locator(".places a[href='#/" + place + "']")).isFocused();
        visit.page().keyboard().press("Enter");
        assertThat(visit.page().locator(".places [aria-current=page]"))
            .hasAttribute("href", "#/" + place);
      }
      visit.isClean();
    }
  }
}
