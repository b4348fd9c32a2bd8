package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.page.Visit.Screen;
import io.sunherd.suite.PageTests;
import io.sunherd.suite.Respite;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(Chromium.class)
@DisplayName("What one does on a phone, and how many taps it takes")
@PageTests
class PhoneTasksPageTest {
  @TempDir private static Path folder;
  private static WritesRig house;
  private final Browser browser;
  private Visit visit;
  private Page page;
  private int taps;

  PhoneTasksPageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeAll
  static void start() throws Exception {
    house = new WritesRig(folder, "parallel-1", "parallel-2", "parallel-3");
    PastRig.fillTwoDays(house.hub());
  }

  @AfterAll
  static void stop() {
    if (house != null) {
      house.close();
    }
  }

  @BeforeEach
  void open() {
    visit = Visit.touching(browser, house.hub().url(), Screen.PHONE).open("");
    page = visit.page();
    assertThat(page.locator(".tile")).hasCount(3);
  }

  @AfterEach
  void leave() {
    visit.isClean();
    visit.close();
  }

  private void tap(Locator what) {
    what.tap();
    taps++;
  }

  private static Locator in(Locator whole, String meter) {
    return whole.locator("[data-meter=" + meter + "] dd");
  }

  @Test
  @DisplayName("the charging current of all units is changed with seven taps, beside the log-in")
  void chargingCurrent() {
    tap(page.locator("nav.places a[href='#/settings']"));
    tap(page.locator("li[data-setting=max_charging_current] button"));
    Locator dialog = page.locator("dialog");
    dialog.getByLabel("User").fill("ann");
    dialog.getByLabel("Password").fill(WritesRig.PASSWORD);
    dialog.locator("button.primary").tap();
    assertThat(page.getByLabel("all 3 units")).isChecked();
    assertThat(dialog).not().containsText("One unit.");
    visit.picture("tap-charging-current");
    dialog.locator("select").selectOption("40");
    taps += 2; // the list is the browser's own: one opens it, one chooses
    tap(visit.button("Preview"));
    tap(visit.button("Send to 3 units"));
    assertThat(dialog.locator(".outcome")).containsText("Confirmed by all 3 units.");
    tap(dialog.locator(".buttons .primary"));
    assertThat(dialog).hasCount(0);
    assertEquals(7, taps);
  }

  @Test
  @DisplayName("why yesterday's import was high is seen after two taps, without scrolling")
  void highImport() throws Exception {
    while (new JsonObject(house.hub().get("/api/v1/today").body()).getDouble("pv_kwh") == null) {
      Respite.take();
    }
    page.reload(); // nobody waits until the page asks for today by itself
    assertThat(page.locator(".end.grid .today")).isVisible();
    tap(page.locator(".end.grid"));
    tap(page.locator("#behind a[href='#/charts/yesterday']"));
    Locator sums = page.locator(".sums");
    assertThat(in(sums, "grid_in")).hasText(Pattern.compile("1\\d\\.\\d+\\s*0.00 \\(\\+1"));
    assertThat(in(sums, "load")).hasText(Pattern.compile("1\\d\\.\\d+\\s*19.20"));
    assertThat(in(sums, "pv")).hasText(Pattern.compile("4.58\\s*30.5\\d \\(−25.9"));
    assertThat(in(sums, "battery_in")).hasText(Pattern.compile("8.0\\d\\s*21.5\\d \\(−13"));
    double end = page.locator("nav.places").boundingBox().y;
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "tap-import.png")));
    BoundingBox last = in(sums, "grid_in").boundingBox();
    assertTrue(last.y + last.height < end, "below what is seen");
    assertEquals(2, taps);
    visit.isAccessible();
    page.locator("main select").first().selectOption("roof-1");
    page.goBack();
    page.locator(".end.grid").tap();
    page.locator("#behind a[href='#/charts/yesterday']").tap();
    assertThat(in(sums, "pv")).containsText("30.5"); // of all units, whoever was looked at
  }

  @Test
  @DisplayName("which cable is loose is seen after one tap, without scrolling")
  void looseCable() throws Exception {
    int mark = house.hub().now();
    house.tap(3).pull();
    house.hub().await(mark, "roof-3", Condition.DEGRADED);
    tap(page.locator(".counter.degraded"));
    Locator state = visit.tile("roof-3").locator(".state");
    assertThat(state).hasText(Pattern.compile("Cable lost: seen through roof-[12]"));
    assertThat(state).isInViewport();
    assertThat(page.locator(".tile")).hasCount(1);
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "tap-cable.png")));
    assertEquals(1, taps);
    house.tap(3).plug();
  }
}
