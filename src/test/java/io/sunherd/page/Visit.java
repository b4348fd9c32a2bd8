package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One look at a hub's page by a browser that remembers nothing; what it asks and says is noted. */
final class Visit implements AutoCloseable {
  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  /** What Playwright says where it does as it was told. */
  private static final String BLOCKED = "Service Worker registration blocked by Playwright";

  private final BrowserContext context;
  private final Page page;
  private final String url;
  private final List<String> requests = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  /** How the browser is. */
  record Screen(int width, int height, ColorScheme colors, String locale, String zone) {
    private static final String HERE = ZoneId.systemDefault().getId();

    static final Screen DESKTOP = new Screen(1440, 900, ColorScheme.LIGHT, "en-GB");
    static final Screen TABLET = new Screen(1024, 768, ColorScheme.LIGHT, "en-GB");
    static final Screen PHONE = new Screen(390, 844, ColorScheme.LIGHT, "en-GB");

    /** A browser in the hub's time zone. */
    Screen(int width, int height, ColorScheme colors, String locale) {
      this(width, height, colors, locale, HERE);
    }

    Screen dark() {
      return new Screen(width, height, ColorScheme.DARK, locale, zone);
    }

    Screen speaking(String otherLocale) {
      return new Screen(width, height, colors, otherLocale, zone);
    }

    Screen in(String otherZone) {
      return new Screen(width, height, colors, locale, otherZone);
    }
  }

  /** One that keeps no files of the page: each visit is the first. */
  Visit(Browser browser, String url, Screen screen) {
    this(url, browser.newContext(options(screen)));
  }

  /** One by finger. */
  static Visit touching(Browser browser, String url, Screen screen) {
    return new Visit(url, browser.newContext(options(screen).setHasTouch(true)));
  }

  /** One that may keep the files of the page. */
  static Visit keeping(Browser browser, String url, Screen screen) {
    return new Visit(
        url, browser.newContext(options(screen).setServiceWorkers(ServiceWorkerPolicy.ALLOW)));
  }

  private static Browser.NewContextOptions options(Screen screen) {
    return new Browser.NewContextOptions()
        .setViewportSize(screen.width(), screen.height())
        .setColorScheme(screen.colors())
        .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
        .setLocale(screen.locale())
        .setTimezoneId(screen.zone())
        // What moves is drawn sixty times a second, without a graphics card by the processor.
        .setReducedMotion(ReducedMotion.REDUCE);
  }

  private Visit(String url, BrowserContext context) {
    this.url = url;
    this.context = context;
    page = context.newPage();
    page.onRequest(request -> requests.add(request.url()));
    page.onWebSocket(socket -> requests.add(socket.url()));
    page.onConsoleMessage(
        message -> {
          boolean isComplaint = message.type().equals("error") || message.type().equals("warning");
          if (isComplaint && !message.text().equals(BLOCKED)) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  /** Opens a place of the page: "" or "settings" or "unit/roof-1". */
  Visit open(String place) {
    page.navigate(url + "/#/" + place);
    return this;
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** Every address asked for so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** The tile of a unit. */
  Locator tile(String unit) {
    return page.locator("article[data-unit='" + unit + "']");
  }

  /** A button by what it says. */
  Locator button(String name) {
    return page.locator("button:visible").filter(new Locator.FilterOptions().setHasText(name));
  }

  /** Keeps a picture of the whole page under that name; with a dialog open, of what is seen. */
  void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(page.locator("dialog").count() == 0));
  }

  /** Logs somebody in who may. */
  void login(String user, String password) {
    page.locator("header.top").getByText("Log in").click();
    Locator dialog = page.locator("dialog");
    dialog.getByLabel("User").fill(user);
    dialog.getByLabel("Password").fill(password);
    dialog.locator("button.primary").click();
    assertThat(page.locator("header.top")).containsText("Log out " + user);
  }

  /** The page as it is breaks no serious rule of accessibility. */
  void isAccessible() {
    breaksNone(axe());
  }

  /** The page as it is breaks no serious rule but, perhaps, those of its colours. */
  void isSound() {
    breaksNone(axe().disableRules(List.of("color-contrast")));
  }

  /** The page as it is, or these parts of it, break none of what is seen in other colours only. */
  void isLegible(String... parts) {
    AxeBuilder rules = axe().withRules(List.of("color-contrast"));
    for (String part : parts) {
      assertThat(page.locator(part).first()).isAttached();
      rules.include(part);
    }
    breaksNone(rules);
  }

  /**
   * Asked for violations alone, and in one step, which is enough for a page without frames: all
   * that a big page keeps, of every element, takes half a minute to tell.
   */
  private AxeBuilder axe() {
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return new AxeBuilder(page).options(options).setLegacyMode(true);
  }

  private static void breaksNone(AxeBuilder rules) {
    AxeResults found = rules.analyze();
    assertFalse(found.isErrored(), found.getErrorMessage());
    List<String> violations =
        found.getViolations().stream()
            .filter(rule -> SERIOUS.contains(rule.getImpact()))
            .map(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
            .toList();
    assertEquals(List.of(), violations);
  }

  /** The browser has found nothing to complain about. */
  void isClean() {
    assertEquals(List.of(), complaints);
  }

  /** Forgets complaints that a test has provoked; each must contain one of these words. */
  void forgive(String... words) {
    complaints.forEach(
        complaint -> assertTrue(Stream.of(words).anyMatch(complaint::contains), complaint));
    complaints.clear();
  }

  @Override
  public void close() {
    context.close();
  }
}
