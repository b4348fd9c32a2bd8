package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.sunherd.RunningHub;
import io.sunherd.page.Visit.Screen;
import io.sunherd.suite.PageTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(300)
@ExtendWith(Chromium.class)
@DisplayName("The reference of the API")
@PageTests
class ReferencePageTest {
  /** Every colour of the page is in these; it has them a hundred times. */
  private static final String[] COLOURED = {
    ".top", ".contents label", ".prose", "#setSetting", "article.schema:first-of-type"
  };

  private static RunningHub hub;
  private final Browser browser;

  ReferencePageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeAll
  static void start() {
    hub = new RunningHub(List.of());
  }

  @AfterAll
  static void stop() {
    if (hub != null) {
      hub.close();
    }
  }

  private Visit open(Screen screen) {
    Visit visit = new Visit(browser, hub.url(), screen);
    visit.page().navigate(hub.url() + "/api.html");
    assertThat(visit.page().locator("article.operation").first()).isVisible();
    return visit;
  }

  @Test
  @DisplayName("shows every operation and schema, and asks nothing of any other server")
  void complete() throws Exception {
    String yaml = Files.readString(Path.of("webroot", "openapi.yaml"));
    try (Visit visit = open(Screen.DESKTOP)) {
      assertThat(visit.page().locator("article.operation"))
          .hasCount(yaml.split("\n +operationId: ").length - 1);
      assertTrue(visit.page().locator("article.schema").count() > 30);
      assertThat(visit.page().locator("#setSetting .curl")).containsText("-X PUT");
      List<String> elsewhere =
          visit.requests().stream().filter(url -> !url.startsWith(hub.url() + "/")).toList();
      assertEquals(List.of(), elsewhere);
      assertEquals(List.of(), broken(visit));
      visit.isClean();
    }
  }

  /** Links to a place of the page that is not there. */
  private static Object broken(Visit visit) {
    return visit
        .page()
        .evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map((link) => link.hash)"
                + ".filter((hash) => !document.getElementById(hash.slice(1)))");
  }

  @Test
  @DisplayName("is found from the dashboard, and by words and keys alone")
  void keys() {
    try (Visit visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("")) {
      Page page = visit.page();
      page.locator("a[href='api.html']").click();
      assertThat(page.locator("article.operation").first()).isVisible();
      page.keyboard().press("/");
      page.keyboard().type("undo");
      Locator only = page.locator("article.operation");
      assertThat(only).hasCount(1);
      assertThat(only).containsText("/api/v1/audit/{entry}/undo");
      page.locator("#undo summary").first().focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("#undo details").first()).hasAttribute("open", "");
      page.keyboard().press("/");
      page.keyboard().press("Escape");
      assertThat(page.locator("article.operation")).not().hasCount(1);
      visit.isClean();
    }
  }

  @Test
  @DisplayName("has no serious violation of accessibility in either theme")
  void accessible() {
    try (Visit visit = open(Screen.DESKTOP)) {
      visit.page().navigate(hub.url() + "/api.html#setSetting");
      visit.page().locator("#setSetting summary").first().click();
      picture(visit, "light");
      visit.isSound();
      visit.isLegible(COLOURED);
      visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      picture(visit, "dark");
      visit.isLegible(COLOURED);
    }
  }

  /** Of what is seen: the whole would be a metre long. */
  private static void picture(Visit visit, String name) {
    visit
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", "reference-" + name + ".png")));
  }

  @Test
  @DisplayName("is not wider than a phone")
  void phone() {
    try (Visit visit = open(Screen.PHONE)) {
      picture(visit, "phone");
      visit.page().evaluate("document.querySelectorAll('details').forEach((d) => d.open = true)");
      assertEquals(390, visit.page().evaluate("document.scrollingElement.scrollWidth"));
    }
  }
}
