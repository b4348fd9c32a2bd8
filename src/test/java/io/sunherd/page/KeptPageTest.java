package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.config.HubConfig;
import io.sunherd.page.Visit.Screen;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.PageTests;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
@ExtendWith(Chromium.class)
@DisplayName("The page while its hub is away")
@PageTests
class KeptPageTest {
  private static final String SESSION = "**/api/v1/session";
  private static final String PASSWORD = "correct horse";
  private static final String PICTURE = "localStorage.getItem('sunherd.picture /')";

  /** The files kept as a whole are those of this version, and no others are. */
  private static final String KEPT =
      "async (version) => {"
          + " const sets = (await caches.keys()).filter((name) => name.startsWith('sunherd '));"
          + " const worker = (await navigator.serviceWorker.getRegistration())?.active;"
          + " return worker?.state === 'activated' && sets.length === 1"
          + " && sets[0].endsWith(' ' + version)"
          + " && Boolean(await caches.match('index.html', {cacheName: sets[0]})); }";

  @TempDir private Path folder;
  private final Browser browser;
  private Simulation units;
  private RunningHub hub;
  private int port;

  KeptPageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void start() throws Exception {
    Path webroot = Path.of("webroot");
    try (Stream<Path> files = Files.walk(webroot)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve("webroot").resolve(webroot.relativize(file).toString()));
      }
    }
    UsersFile users = UsersFile.load(folder.resolve("users"));
    QuickUsers.put(users, "ann", Role.OPERATOR, PASSWORD.toCharArray());
    QuickUsers.put(users, "bob", Role.VIEWER, PASSWORD.toCharArray());
    units = SimulatedUnits.onTerminals(1, folder, SimulatedUnits.NOON);
  }

  private void start(HubConfig.Read read) throws InterruptedException {
    hub =
        new RunningHub(
            SimulatedUnits.inverters(units, Duration.ofMillis(500)),
            new HubConfig.Access(folder.resolve("users").toString(), read),
            folder.resolve("webroot"),
            port);
    port = hub.port();
    hub.awaitStatus(0, "roof-1", 1);
  }

  @AfterEach
  void stop() {
    away();
    units.close();
  }

  private void away() {
    if (hub != null) {
      hub.close();
      hub = null;
    }
  }

  private void say(String word, String other) throws IOException {
    Path file = folder.resolve("webroot/lang/en.json");
    String texts = Files.readString(file);
    assertNotEquals(texts, texts.replace(word, other));
    Files.writeString(file, texts.replace(word, other));
  }

  /** Waits until the hub's files of now are kept as a whole. */
  private void keeps(Visit visit) throws Exception {
    String version = new JsonObject(hub.get("/files.json").body()).getString("version");
    visit.page().clock().fastForward(10_000);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!(boolean) visit.page().evaluate(KEPT, version)) {
      assertTrue(System.nanoTime() < end, "The files of now are not kept.");
      visit.page().waitForTimeout(20);
    }
  }

  /** Live, and all is read that the picture is made of. */
  private static void isLive(Page page) {
    assertThat(page.locator(".tile.online")).hasCount(1);
    assertThat(page.locator(".flow:not(.frozen) .end.pv .figure").first())
        .hasText(Pattern.compile("[0-9.]+"));
  }

  private static void isPicture(Page page, String age) {
    assertThat(page.locator(".banner.lost")).containsText("Hub not reached");
    assertThat(page.locator(".banner.lost")).containsText(Pattern.compile("As of .*, " + age));
    assertThat(page.locator(".tiles.frozen .tile.unheard")).hasCount(1);
    assertThat(page.locator(".tile .load .figure")).hasText(Pattern.compile("[0-9.]+"));
    assertThat(page.locator(".flow.frozen .end.pv .figure").first())
        .hasText(Pattern.compile("[0-9.]+"));
    assertThat(page.locator(".online, .hub.live")).hasCount(0);
  }

  @Test
  @DisplayName("is the last picture with its age, live again by itself, and of one version")
  void lastPicture() throws Exception {
    start(HubConfig.Read.ANYONE);
    try (Visit visit = Visit.keeping(browser, hub.url(), Screen.PHONE);
        Visit plain = new Visit(browser, hub.url(), Screen.DESKTOP)) {
      Page page = visit.page();
      page.clock().install();
      visit.open("");
      isLive(plain.open("").page());
      plain.button("Log in").click();
      isLive(page);
      isInstalled(page);
      keeps(visit);
      away();
      page.reload();
      isPicture(page, "\\d+.s ago");
      page.clock().fastForward("02:10:00");
      page.reload();
      isPicture(page, "2.h ago");
      visit.picture("away-phone");
      visit.open("wall");
      assertThat(page.locator(".wall-lost")).containsText("2\u202fh");
      visit.open("unit/roof-1");
      assertThat(page.locator(".unit-page.frozen h1")).hasText("roof-1");
      visit.open("settings");
      assertThat(page.locator("main h1")).hasText("Settings");
      assertThat(page.locator("main").getByText("Change", exactly())).hasCount(0);
      visit.open("alarms");
      assertThat(page.locator("main .empty")).containsText("not kept in this browser");
      visit.open("");
      say("\"Overview\"", "\"Start\"");
      start(HubConfig.Read.ANYONE);
      page.clock().fastForward(20_000);
      isLive(page);
      assertThat(page.locator(".banner")).hasCount(0);
      assertThat(page.locator(".places a").first()).hasText("Start");
      isRenewed(plain.page());
      keeps(visit);
      away();
      say("\"Start\"", "\"Home\"");
      start(HubConfig.Read.ANYONE);
      loadAnew(page);
      assertThat(page.locator(".places a").first()).hasText("Home");
      isLive(page);
      keeps(visit);
      away();
      page.reload();
      isPicture(page, "\\d+.s ago");
      assertThat(page.locator(".places a").first()).hasText("Home");
      visit.forgive("Failed to load resource", "WebSocket connection");
    }
  }

  /** Unless the page just does so by itself, for it has seen that its hub has other files. */
  private static void loadAnew(Page page) {
    try {
      page.reload();
    } catch (PlaywrightException e) {
      assertTrue(e.getMessage().matches("(?s).*(Not attached|ERR_ABORTED).*"), e.getMessage());
    }
  }

  /** A page without a worker, left open in the middle of a dialog over an upgrade of its hub. */
  private static void isRenewed(Page page) {
    page.evaluate("dispatchEvent(new Event('online'))");
    assertThat(page.locator(".hub.live")).isVisible();
    page.evaluate("fetch('files.json', {method: 'HEAD'})"); // after the page's own
    assertThat(page.locator(".places a").first()).hasText("Overview");
    assertThat(page.locator("dialog")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator(".places a").first()).hasText("Start");
  }

  /** However long nothing is answered, as where the hub's address leads nowhere. */
  private static void waitsForOneAnswer(Visit visit) {
    Page page = visit.page();
    AtomicInteger open = new AtomicInteger();
    page.route(SESSION, route -> open.incrementAndGet());
    page.clock().fastForward(11_000);
    page.waitForCondition(
        () -> {
          page.clock().fastForward(11_000); // until what was asked before has come to its end
          return open.get() > 0;
        });
    for (int i = 0; i < 5; i++) {
      page.clock().fastForward(11_000);
    }
    assertEquals(1, open.get());
    page.unroute(SESSION);
  }

  /** The browser offers to install only what it takes for an app; so it is asked itself. */
  private static void isInstalled(Page page) {
    Locator offer = page.locator(".foot button");
    assertThat(offer).hasCount(0);
    page.evaluate(
        "dispatchEvent(Object.assign(new Event('beforeinstallprompt', {cancelable: true}),"
            + " {prompt() { window.wasAsked = true; }}))");
    offer.click();
    assertThat(offer).hasCount(0);
    assertEquals(true, page.evaluate("wasAsked"));
    assertEquals(
        "[]",
        page.context()
            .newCDPSession(page)
            .send("Page.getAppManifest")
            .getAsJsonArray("errors")
            .toString());
    assertEquals(
        List.of(192, 512, 512, 180),
        page.evaluate(
            "async () => { const {icons} = await (await fetch('manifest.webmanifest')).json();"
                + " const sources = icons.map(({src}) => src).filter((src) => src.endsWith('png'));"
                + " const touch = document.querySelector('link[rel=apple-touch-icon]').href;"
                + " return Promise.all([...sources, touch].map(async (src) => {"
                + " const image = new Image(); image.src = src; await image.decode();"
                + " return image.naturalWidth; })); }"));
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  @Test
  @DisplayName("is nobody's picture once he has logged out, or the hub has let him go")
  void owned() throws Exception {
    start(HubConfig.Read.USERS);
    try (Visit visit = Visit.keeping(browser, hub.url(), Screen.DESKTOP)) {
      Page page = visit.page();
      page.clock().install();
      visit.open("");
      visit.login("ann", PASSWORD);
      isLive(page);
      keeps(visit);
      page.reload();
      isLive(page);
      assertEquals("user ann", page.evaluate("JSON.parse(" + PICTURE + ").owner"));
      page.route(SESSION, route -> route.fulfill(new Route.FulfillOptions().setStatus(500)));
      page.reload();
      isLive(page);
      page.clock().fastForward(61_000);
      assertNull(page.evaluate(PICTURE), "nobody knows whose it is");
      page.unroute(SESSION);
      page.clock().fastForward(20_000);
      visit.button("Log out ann").click();
      assertThat(page.locator("main")).containsText("for its users only");
      assertNull(page.evaluate(PICTURE));
      page.reload();
      assertThat(page.locator("main")).containsText("for its users only");
      assertNull(page.evaluate(PICTURE));
      visit.login("ann", PASSWORD);
      isLive(page);
      away();
      page.reload();
      isPicture(page, "\\d+.s ago");
      waitsForOneAnswer(visit);
      start(HubConfig.Read.USERS); // it knows of no session any more
      page.clock().fastForward(20_000);
      assertThat(page.locator("main")).containsText("for its users only");
      assertThat(page.locator(".tile")).hasCount(0);
      assertNull(page.evaluate(PICTURE));
      visit.forgive("Failed to load resource", "WebSocket connection");
    }
  }
}
