package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.sunherd.RunningHub;
import io.sunherd.bus.Reading;
import io.sunherd.page.Visit.Screen;
import io.sunherd.sim.fault.Faults;
import io.sunherd.suite.PageTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
@PageTests
@DisplayName("The page of a herd of several protocols")
class MixedHerdPageTest {
  private static final String HYBRID = "infinisolar-v";

  @TempDir private Path folder;
  private final Browser browser;
  private WritesRig house;
  private RunningHub hub;
  private Visit visit;
  private Page page;

  MixedHerdPageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void start() throws Exception {
    house = new WritesRig(folder, "max-8000", HYBRID);
    hub = house.hub();
  }

  @AfterEach
  void stop() {
    visit.close();
    house.close();
  }

  private void open(String view) {
    visit = new Visit(browser, hub.url(), Screen.DESKTOP).open(view);
    page = visit.page();
  }

  private void login() {
    page.locator("header.top").getByText("Log in").click();
    Locator dialog = page.locator("dialog");
    dialog.getByLabel("User").fill("ann");
    dialog.getByLabel("Password").fill("correct horse");
    dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Log in")).click();
    assertThat(page.locator("header.top")).containsText("Log out ann");
  }

  private Locator row(String title) {
    return page.locator("li.setting").filter(new Locator.FilterOptions().setHasText(title));
  }

  @Test
  @DisplayName("offers each unit what that one takes, and all of them what they have in common")
  void choices() {
    open("settings");
    login();
    row("Output source priority").locator("button").click();
    Locator dialog = page.locator("dialog");
    Locator options = dialog.locator("select option:not([value=''])");
    assertThat(options).hasCount(3); // they are no system, so the first one is meant
    dialog.getByLabel("all 2 units").check();
    assertThat(options).hasCount(0);
    dialog.getByLabel("roof-1").check();
    assertThat(options).hasCount(3);
    dialog.getByLabel("roof-2").check();
    assertThat(options).hasCount(2);
    dialog.locator("select").selectOption("solar_utility_battery");
    visit.button("Preview").click();
    assertThat(dialog.locator(".preview code")).hasText("POP0");
    visit.button("Send").click();
    assertThat(dialog.locator(".outcome")).containsText("Confirmed");
    assertEquals(List.of("^S007POP0"), house.tap(2).orders());
    assertEquals(List.of(), house.tap(1).orders());
    visit.isClean();
  }

  @Test
  @DisplayName("nine units of two families and three phases, two without a cable, and a difference")
  void nine() throws Exception {
    visit = new Visit(browser, hub.url(), Screen.PHONE);
    page = visit.page();
    page.routeWebSocket(
        Pattern.compile(".*/stream"),
        socket -> {
          socket.onMessage(ping -> socket.send("{\"type\": \"pong\"}"));
          socket.send(ToldHerd.snapshot());
        });
    visit.open("");
    assertThat(page.locator(".tile.online")).hasCount(9);
    assertThat(page.locator(".chip.via")).hasCount(2);
    assertThat(page.locator(".chip").filter(new Locator.FilterOptions().setHasText("L3")))
        .hasCount(3);
    assertThat(page.locator(".differences")).containsText("north-9");
    visit.picture("nine-phone");
    visit.isAccessible();
    assertEquals(List.of(), page.evaluate(Files.readString(LooksTest.CUT)));
    page.setViewportSize(320, 640);
    page.getByLabel("Language").selectOption("uk");
    assertThat(page.locator("html")).hasAttribute("lang", "uk");
    visit.picture("nine-narrow-uk");
    assertEquals(List.of(), page.evaluate(Files.readString(LooksTest.CUT)));
    assertEquals(320, page.evaluate("document.scrollingElement.scrollWidth"));
    page.locator("select").last().selectOption("en");
    page.setViewportSize(1440, 900);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    visit.picture("nine-dark");
    visit.isClean();
  }

  @Test
  @DisplayName("shows a fault of PI18 in words, with its code, and both trackers")
  void faults() throws Exception {
    int mark = hub.now();
    house.faults(HYBRID).set(Faults.Kind.FAILURE, 56);
    hub.await(
        mark,
        Reading.class,
        reading -> reading.code().equals("FWS") && !reading.data().get("faults").equals(List.of()));
    open("");
    Locator tile = visit.tile("roof-2");
    assertThat(tile.locator(".troubles")).containsText("Battery not connected");
    assertThat(tile.locator(".mode")).hasText("Fault");
    visit.close();
    open("alarms");
    Locator alarm =
        page.locator("li.alarm").filter(new Locator.FilterOptions().setHasText("roof-2"));
    assertThat(alarm).containsText("Battery not connected");
    assertThat(alarm).containsText("56");
    assertTrue(!alarm.textContent().contains("–"), alarm.textContent());
    visit.isClean();
  }

  @Test
  @DisplayName("shows a fault that no document tells of by its code, not by a key")
  void unknownFault() throws Exception {
    int mark = hub.now();
    house.faults(HYBRID).set(Faults.Kind.FAILURE, 99);
    hub.await(
        mark,
        Reading.class,
        reading -> reading.code().equals("FWS") && !reading.data().get("faults").equals(List.of()));
    open("");
    assertThat(visit.tile("roof-2").locator(".troubles"))
        .containsText("Fault 99, which no document tells of");
    visit.isClean();
  }
}
