package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.backup.OldHub;
import io.sunherd.mqtt.Mosquitto;
import io.sunherd.page.Visit.Screen;
import io.sunherd.suite.PageTests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(Chromium.class)
@DisplayName("Setting up inverters in the page")
@PageTests
class SetupPageTest {
  private static final String PASSWORD = "correct horse";
  private static final String CONFIG = "**/api/v1/config";

  @TempDir private Path folder;
  private final Browser browser;
  private SetupRig rig;
  private Visit visit;
  private Page page;

  SetupPageTest(Browser browser) {
    this.browser = browser;
  }

  @AfterEach
  void stop() {
    if (visit != null) {
      visit.close();
    }
    if (rig != null) {
      rig.close();
    }
  }

  private void open(String place, Screen screen) {
    visit = new Visit(browser, rig.url(), screen).open(place);
    page = visit.page();
  }

  /** A hub that nobody owns, where one of two paralleled units has a cable. */
  private void firstStart(Screen screen) throws Exception {
    rig = new SetupRig(folder);
    rig.lookAt(rig.device(1));
    rig.lookAt("serial:" + folder.resolve("nowhere"));
    open("", screen);
    assertThat(offers()).hasCount(2);
  }

  /** A hub of two inverters, and ann, who may change them. */
  private void running(Role role) throws Exception {
    QuickUsers.put(UsersFile.load(folder.resolve("users")), "ann", role, PASSWORD.toCharArray());
    rig = new SetupRig(folder);
    rig.write(rig.first("roof-1"), rig.second("roof-2"));
    open("", Screen.DESKTOP);
    assertThat(page.locator(".tile.online")).hasCount(2);
    visit.open("setup");
    assertThat(page.locator(".inverter")).hasCount(2);
  }

  /** Comes to the set-up again until it shows that: it looks anew each time. */
  private void comesToShow(Locator wanted, String text) {
    do {
      visit.open("");
      assertThat(page.locator("main h1")).isAttached();
      visit.open("setup");
      assertThat(page.locator(".setup h1")).isVisible();
    } while (wanted.count() == 0 || !wanted.first().textContent().contains(text));
  }

  /** The hub's next looks at the first offer tell so much more of its load. */
  private void switchOn(int watts) {
    page.route(
        "**/api/v1/scan",
        route -> {
          APIResponse told = route.fetch();
          JsonObject body = new JsonObject(told.text());
          JsonObject live = body.getJsonArray("found").getJsonObject(0).getJsonObject("live");
          live.put("ac_watt", live.getInteger("ac_watt") + watts);
          route.fulfill(new Route.FulfillOptions().setResponse(told).setBody(body.encode()));
        });
  }

  private Locator offers() {
    return page.locator(".offer");
  }

  private Locator name(Locator row) {
    return row.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true));
  }

  private Locator inverter(String id) {
    return page.locator("[data-inverter='" + id + "']");
  }

  private void claim(String password) {
    page.getByLabel("User").fill("ann");
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
  }

  private void refusePut(int status, String body) {
    page.route(
        CONFIG,
        route -> {
          if (route.request().method().equals("PUT")) {
            route.fulfill(new Route.FulfillOptions().setStatus(status).setBody(body));
          } else {
            route.resume();
          }
        });
  }

  private void isAccessible(String picture) {
    visit.picture(picture + "-light");
    visit.isAccessible();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    visit.picture(picture + "-dark");
    visit.isLegible();
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  @Test
  @DisplayName("first start: tick, name, save, and the overview is there")
  void firstStart() throws Exception {
    firstStart(Screen.DESKTOP);
    assertThat(offers().nth(0)).containsText(rig.serial(1));
    assertThat(offers().nth(1)).containsText("on the bus of roof-1");
    assertThat(offers().nth(1)).containsText(rig.serial(2));
    page.locator(".silent summary").click();
    assertThat(page.locator(".silent")).containsText("nowhere");
    tellsWhichIsWhich();
    name(offers().nth(0)).fill("Roof 1");
    assertThat(offers().nth(0)).containsText("A name is 1 to 32 of a-z, 0-9 and -.");
    name(offers().nth(0)).fill("roof-2");
    assertThat(offers().nth(0)).containsText("roof-2 is there already");
    name(offers().nth(0)).fill("east");
    assertThat(offers().nth(1)).containsText("on the bus of east");
    claim("short");
    visit.button("Save").click();
    assertThat(page.locator(".owner")).containsText("At least 8 characters.");
    assertThat(page.locator(":focus")).hasAttribute("name", "password");
    claim(PASSWORD);
    visit.button("Save").click();
    assertThat(page.locator(".tile")).hasCount(2);
    assertThat(visit.tile("east").locator(".state")).hasText("Live");
    assertThat(page.locator("#content")).isFocused();
    assertThat(page.locator("header.top")).containsText("Log out ann");
    assertTrue(rig.file().contains(rig.serial(1)), rig.file());
    assertTrue(rig.file().contains(rig.serial(2)), rig.file());
    visit.forgive("503"); // health/ready, where the page asks before the inverters have begun
  }

  /** What each unit does stands beside it, which one moved, and which is gone. */
  private void tellsWhichIsWhich() {
    for (int i = 0; i < 2; i++) {
      assertThat(offers().nth(i).locator(".live")).containsText("On battery");
      assertThat(offers().nth(i).locator(".live dd").nth(2))
          .hasText(Pattern.compile("5\\d\\.\\d\u202fV"));
    }
    assertThat(page.locator(".moved")).hasCount(0);
    switchOn(850);
    assertThat(offers().nth(0).locator(".moved")).containsText("This one? Output +850");
    assertThat(page.locator(".offers [role=status]").nth(1)).hasText("roof-1: Output +850\u202fW");
    page.unroute("**/api/v1/scan");
    isAccessible("setup-first");
    rig.unplug(1);
    assertThat(page.locator(".offer .live.why")).hasCount(2);
    assertThat(offers().nth(0)).containsText("Does not answer any more.");
    visit.picture("setup-gone");
    rig.plug(1);
    assertThat(page.locator(".offer .live dl")).hasCount(2);
  }

  /** A hub that nobody owns, which is looked at from another machine. */
  private void nobodys() throws Exception {
    rig = new SetupRig(folder);
    rig.lookAt(rig.device(1));
  }

  /** Its page, in a browser there. */
  private void anotherMachine(Screen screen) {
    visit = new Visit(browser, rig.url(), screen);
    visit.context().setExtraHTTPHeaders(Map.of("X-Forwarded-For", "192.0.2.7"));
    page = visit.open("").page();
    assertThat(page.locator(".code")).isVisible();
  }

  @Test
  @DisplayName("from another machine: where the code is; with it all goes on, and Save is one step")
  void anotherMachine() throws Exception {
    nobodys();
    anotherMachine(Screen.PHONE.speaking("es-ES"));
    assertThat(page.locator(".code")).containsText("Código");
    visit.picture("setup-code-phone");
    assertEquals(390, page.evaluate("document.scrollingElement.scrollWidth"));
    visit.close();
    anotherMachine(Screen.DESKTOP);
    for (String place :
        List.of("journalctl -u sunherd", "docker compose logs hub", "sunherd code")) {
      assertThat(page.locator(".code")).containsText(place);
    }
    assertThat(page.locator(".offers")).hasCount(0);
    isAccessible("setup-code");
    visit.isClean();
    visit.button("Go on").click();
    assertThat(page.locator(".code")).containsText("Eight letters and digits.");
    assertThat(page.locator(":focus")).hasAttribute("name", "code");
    claim(PASSWORD);
    page.getByLabel("Code").fill("ACDE-FGHJ");
    visit.button("Go on").click();
    assertThat(page.locator(".owner")).containsText("That is not the code of this hub.");
    visit.forgive("403");
    page.getByLabel("Code").fill(rig.code().toLowerCase(Locale.ROOT));
    visit.button("Go on").click();
    assertThat(offers()).hasCount(2);
    assertThat(page.locator(".code")).hasCount(0);
    assertThat(page.locator(".owner")).hasCount(0);
    visit.button("Save").click();
    assertThat(page.locator(".tile")).hasCount(2);
    assertThat(page.locator("header.top")).containsText("Log out ann");
    visit.isClean();
  }

  @Test
  @DisplayName("from another machine: a backup is taken back, a broken one is refused")
  void backup() throws Exception {
    nobodys();
    anotherMachine(Screen.DESKTOP);
    Path kept = OldHub.backup(Files.createDirectory(folder.resolve("old")), SetupRig.HTTP);
    assertThat(page.locator(".take-back")).hasCount(0);
    claim(PASSWORD);
    page.getByLabel("Code").fill(rig.code());
    visit.button("Go on").click();
    page.locator(".take-back summary").press("Enter");
    visit.button("Take it back").press("Enter");
    assertThat(page.locator(".take-back [role=alert]")).hasText("Choose a file first.");
    Locator file = page.getByLabel("File");
    file.setInputFiles(Files.write(folder.resolve("broken.zip"), new byte[300_000]));
    isAccessible("setup-backup");
    visit.button("Take it back").click();
    assertThat(page.locator(".take-back [role=alert]")).containsText("The file is no backup");
    visit.forgive("400");
    file.setInputFiles(kept);
    visit.button("Take it back").press("Enter");
    assertThat(page.locator(".taken")).containsText("taken back, with 1 inverter.");
    assertThat(page.locator("[role=status]:focus")).containsText("is kept as");
    visit.picture("setup-taken");
    visit.isAccessible();
    assertThat(inverter("shed-1").locator(".state")).hasText("Live");
    assertThat(page.locator(".taken li").first()).containsText("is set in the environment");
    page.locator(".taken a").click();
    assertThat(visit.tile("shed-1").locator(".state")).hasText("Live");
    visit.open("setup");
    assertThat(visit.button("Change shed-1")).isVisible();
    assertThat(page.locator(".taken, .take-back")).hasCount(0);
    visit.isClean();
  }

  @Test
  @DisplayName(
      "what was found, ticked, named and asked by hand is there after the page is loaded anew")
  void reload() throws Exception {
    firstStart(Screen.DESKTOP);
    page.locator(".another summary").click();
    page.getByLabel("Address").fill("serial:" + folder.resolve("by-hand"));
    page.keyboard().press("Enter");
    assertThat(page.locator(".silent")).containsText("by-hand");
    name(offers().nth(0)).fill("roof-1");
    offers().nth(1).locator("input[type=checkbox]").uncheck();
    page.reload();
    assertThat(offers()).hasCount(2);
    assertThat(name(offers().nth(0))).hasValue("roof-1");
    assertThat(offers().nth(1).locator("input[type=checkbox]")).not().isChecked();
    assertThat(page.locator(".silent")).containsText("by-hand");
    assertThat(offers().nth(1).locator(".live")).containsText("On battery");
    claim(PASSWORD);
    visit.button("Save").click();
    assertThat(page.locator(".tile")).hasCount(1);
    page.reload();
    visit.open("setup");
    assertThat(inverter("roof-1")).isVisible();
    assertEquals(
        null, page.evaluate("Object.keys(sessionStorage).find((key) => key.includes('setup'))"));
    visit.isClean();
  }

  @Test
  @DisplayName(
      "the second half of a save that failed is done again, not the first; from elsewhere, the hub"
          + " keeps its own time zone if that is wished")
  void secondHalf() throws Exception {
    firstStart(Screen.DESKTOP.in("Pacific/Kiritimati"));
    page.locator(".zone input").uncheck();
    offers().nth(1).locator("input[type=checkbox]").uncheck();
    claim(PASSWORD);
    refusePut(503, "{\"error\": \"It could not be applied.\"}");
    visit.button("Save").click();
    assertThat(page.locator(".wrong")).containsText("It could not be applied.");
    assertThat(page.locator(".wrong")).isFocused();
    assertThat(page.locator(".owner")).hasCount(0);
    page.unroute(CONFIG);
    visit.button("Save").click();
    assertThat(page.locator(".tile")).hasCount(1);
    assertEquals(1, visit.requests().stream().filter(url -> url.endsWith("/setup")).count());
    assertThat(page.locator(".elsewhere")).isVisible();
    assertTrue(!rig.file().contains("time-zone"), rig.file());
    visit.forgive("503");
  }

  @Test
  @DisplayName(
      "first start from elsewhere: the hub takes this browser's time zone, if that is wished")
  void elsewhere() throws Exception {
    firstStart(Screen.DESKTOP.in("Pacific/Kiritimati"));
    assertThat(page.locator(".elsewhere")).containsText("This device is in Pacific/Kiritimati");
    assertThat(page.locator(".zone input")).isChecked();
    isAccessible("setup-elsewhere");
    claim(PASSWORD);
    visit.button("Save").click();
    assertThat(page.locator(".tile")).hasCount(2);
    assertThat(page.locator(".elsewhere")).hasCount(0);
    assertTrue(rig.file().endsWith("time-zone: Pacific/Kiritimati\n"), rig.file());
    visit.isClean();
  }

  @Test
  @DisplayName(
      "nothing found: what to check, and an address given by hand; on a phone, in Spanish, nothing"
          + " is wider than the screen")
  void nothing() throws Exception {
    rig = new SetupRig(folder);
    open("", Screen.PHONE.speaking("es-ES"));
    assertThat(page.locator(".nothing")).containsText("dialout");
    visit.picture("setup-nothing-phone");
    page.locator(".another summary").click();
    Locator address = page.getByLabel("Dirección");
    address.fill("/dev/ttyUSB0");
    page.keyboard().press("Enter");
    assertThat(page.locator("#address-help")).hasAttribute("role", "alert");
    address.fill(rig.device(2));
    page.keyboard().press("Enter");
    assertThat(offers()).hasCount(2);
    assertThat(page.locator(".offer .live dl")).hasCount(2);
    isAccessible("setup-first-phone");
    assertEquals(390, page.evaluate("document.scrollingElement.scrollWidth"));
    visit.isClean();
  }

  @Test
  @DisplayName("later: rename, ask at other times and remove, with a preview; the rest goes on")
  void later() throws Exception {
    running(Role.OPERATOR);
    assertThat(page.locator(".note")).containsText("log in as an operator");
    assertThat(page.locator(".inverter button")).hasCount(0);
    visit.login("ann", PASSWORD);
    visit.button("Change roof-2").click();
    isAccessible("setup-later");
    name(inverter("roof-2")).fill("west");
    visit.button("Remove roof-1").click();
    assertThat(page.locator("dialog")).containsText("Its history stays.");
    page.locator("dialog .primary").click();
    visit.button("Preview").click();
    assertThat(page.locator("dialog .preview")).containsText("roof-2 → west");
    assertThat(page.locator("dialog .kind.removed")).containsText("roof-1");
    visit.picture("setup-preview");
    visit.button("Back").click();
    assertThat(page.locator(".setup > .buttons .primary")).isFocused();
    visit.button("Keep it after all").click();
    visit.button("Change roof-1").click();
    Locator every = inverter("roof-1").locator(".polls input").first();
    every.fill("1x");
    assertThat(inverter("roof-1")).containsText("at least 100ms");
    every.fill("3s");
    visit.button("Preview").click();
    assertThat(page.locator("dialog .kind.retimed")).containsText("roof-1");
    page.locator("dialog .primary").click();
    assertThat(page.locator(".note")).containsText("Saved and applied.");
    assertThat(page.locator("[role=status]:focus")).containsText("is kept as");
    assertThat(inverter("west").locator(".state")).hasText("Live");
    assertTrue(rig.file().contains("3s"), rig.file());
    assertTrue(rig.file().contains(rig.serial(2)), "west is bound: " + rig.file());
    visit.open("unit/roof-2");
    assertThat(page.locator("main")).containsText("There is no unit roof-2.");
    visit.isClean();
  }

  @Test
  @DisplayName(
      "what the hub says is wrong stands beside what it belongs to; a file that only hands can change"
          + " is not said to have been changed meanwhile; one that was is read again, and what was"
          + " typed stays")
  void mistakes() throws Exception {
    running(Role.OPERATOR);
    visit.login("ann", PASSWORD);
    refusePut(
        400,
        """
        {"error": "hub.yaml:7: inverters[1].id: \\"roof-2\\" is taken by inverters[0].",
         "mistakes": ["hub.yaml:7: inverters[1].id: \\"roof-2\\" is taken by inverters[0].",
                      "hub.yaml:2: history.every: is too short."]}
        """);
    visit.button("Preview").click();
    assertThat(inverter("roof-2")).containsText("\"roof-2\" is taken by roof-1.");
    assertThat(name(inverter("roof-2"))).hasAttribute("aria-invalid", "true");
    assertThat(page.locator(".wrong")).containsText("history.every");
    visit.picture("setup-mistakes");
    visit.forgive("400");
    name(inverter("roof-2")).fill("west");
    page.unroute(CONFIG);
    refusePut(409, "{\"error\": \"hub.yaml cannot be changed safely: change it by hand.\"}");
    visit.button("Preview").click();
    assertThat(page.locator(".wrong")).containsText("change it by hand");
    assertEquals(0, visit.button("Read it again").count(), "not even for a moment");
    visit.forgive("409");
    page.unroute(CONFIG);
    rig.write(rig.first("east"), rig.second("roof-2"));
    comesToShow(page.locator(".note"), "Read it again");
    visit.button("Read it again").click();
    assertThat(inverter("east")).isVisible();
    visit.button("Change roof-2").click();
    assertThat(name(inverter("roof-2"))).hasValue("west");
    visit.button("Preview").click();
    page.locator("dialog .primary").click();
    assertThat(inverter("west").locator(".state")).hasText("Live");
    visit.isClean();
  }

  @Test
  @DisplayName(
      "a change of the file that was refused is told in full here, and on the overview; how the hub"
          + " gets on with a broker, here; a unit without its cable is no first start")
  void refused() throws Exception {
    running(Role.VIEWER);
    assertThat(page.locator(".broker")).hasCount(0);
    rig.writeWithBroker(1, rig.first("roof-1"), rig.second("roof-2"));
    comesToShow(page.locator(".broker .why"), "Nothing answers at 127.0.0.1:1");
    try (Mosquitto broker = Mosquitto.open(folder)) {
      rig.writeWithBroker(broker.port(), rig.first("roof-1"), rig.second("roof-2"));
      comesToShow(page.locator(".broker"), "Connected to 127.0.0.1:" + broker.port() + " since ");
      isAccessible("setup-broker");
    }
    rig.write(rig.first("Roof"), rig.second("roof-2"));
    comesToShow(page.locator(".refused"), "inverters[0].id");
    visit.picture("setup-refused");
    visit.open("");
    page.reload();
    assertThat(page.locator("main")).containsText("it has mistakes");
    assertThat(page.locator(".tile")).hasCount(2);
    unplugged();
    visit.login("ann", PASSWORD);
    assertThat(page.locator(".note")).containsText("Only an operator may");
    visit.isClean();
  }

  /** A unit without its cable is one in trouble, and no first start. */
  private void unplugged() throws Exception {
    rig.unplug(1);
    rig.unplug(2);
    assertThat(page.locator(".tile.offline")).hasCount(2);
    page.reload();
    assertThat(page.locator(".tile.offline")).hasCount(2);
    assertThat(page.locator(".setup")).hasCount(0);
    rig.write();
    assertThat(page.locator("main h1")).hasText("No inverter is configured yet");
    assertThat(page.locator(".note")).containsText("log in as an operator");
  }
}
