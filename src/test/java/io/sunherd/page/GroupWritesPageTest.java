package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.sunherd.page.Visit.Screen;
import io.sunherd.settings.Tap.Deed;
import io.sunherd.suite.PageTests;
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
@DisplayName("Changing a setting of all units on a phone")
@PageTests
class GroupWritesPageTest {
  private static final String BOTH = "[data-units='roof-1 roof-2']";

  @TempDir private Path folder;
  private final Browser browser;
  private WritesRig house;
  private Visit visit;
  private Page page;

  GroupWritesPageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void start() throws Exception {
    house = new WritesRig(folder);
    visit = new Visit(browser, house.hub().url(), Screen.PHONE).open("settings");
    page = visit.page();
  }

  @AfterEach
  void stop() {
    visit.close();
    house.close();
  }

  private Locator card() {
    return page.locator("li[data-setting=max_charging_current]");
  }

  private Locator ends(String kind) {
    return page.locator("dialog .unit-outcomes li." + kind);
  }

  private void send(String amperes) {
    page.locator("dialog select").selectOption(amperes);
    visit.button("Preview").click();
    assertThat(page.locator("dialog .preview li").first()).containsText("60 → " + amperes);
    visit.button("Send to 2 units").click();
  }

  private void close() {
    page.locator("dialog .buttons").getByText("Close").click();
  }

  @Test
  @DisplayName("one action with a result of each unit, undone as one, here and in the list")
  void group() {
    findsTheCard();
    card().getByRole(AriaRole.BUTTON).click();
    logIn(); // who was asked to goes on where he was
    assertThat(page.getByLabel("all 2 units")).isChecked();
    send("40");
    assertThat(ends("confirmed")).hasCount(2);
    assertThat(page.locator("dialog .outcome")).containsText("Confirmed by all 2 units.");
    visit.picture("change-all-phone");
    visit.isAccessible();
    visit.button("Undo").click();
    assertThat(ends("confirmed").first()).containsText("confirmed: 60");
    assertThat(ends("confirmed")).hasCount(2);
    assertThat(page.locator("dialog .buttons").getByText("Undo")).hasCount(0);
    close();
    assertThat(card().locator(BOTH)).containsText("60");
    undoneFromTheList();
    visit.isClean();
    refused();
  }

  @Test
  @DisplayName(
      "an answer that is lost is told as open, other tabs see what was done, and may log out")
  void brokenOff() {
    card().getByRole(AriaRole.BUTTON).click();
    logIn();
    assertThat(page.getByLabel("all 2 units")).isChecked();
    Page other = visit.context().newPage();
    other.navigate(page.url());
    assertThat(other.locator("li[data-setting=max_charging_current]").locator(BOTH))
        .containsText("60");
    page.route("**/api/v1/system/settings/*", GroupWritesPageTest::lose);
    send("40");
    assertThat(page.locator("dialog .outcome")).containsText("nobody knows yet");
    visit.picture("change-all-lost-phone");
    close();
    assertThat(card().locator(BOTH)).containsText("40");
    assertThat(other.locator("li[data-setting=max_charging_current]").locator(BOTH))
        .containsText("40");
    card().getByRole(AriaRole.BUTTON).click();
    page.locator("dialog select").selectOption("50");
    other.locator("header.top").getByText("Log out").click();
    assertThat(other.locator("header.top")).containsText("Log in");
    visit.button("Preview").click();
    visit.picture("change-all-logged-out-phone");
    assertThat(page.locator("dialog").getByLabel("Password")).isVisible();
    logIn();
    assertThat(page.locator("header.top")).containsText("Log out ann");
    visit.picture("change-all-logged-in-phone");
    page.reload();
    assertThat(card().locator(BOTH)).containsText("40");
    assertThat(page.locator("dialog")).hasCount(0);
    visit.forgive("ERR_FAILED", "401");
  }

  @Test
  @DisplayName("what a hub that has just started did not know yet is shown once it does")
  void unread() {
    page.route(
        "**/api/v1/inverters/*/settings",
        GroupWritesPageTest::withoutValues,
        new Page.RouteOptions().setTimes(2));
    page.reload();
    assertThat(card().locator(BOTH)).containsText("60");
  }

  private static void withoutValues(Route route) {
    APIResponse told = route.fetch();
    String body = told.text().replaceAll("\"value\":[^,}]+", "\"value\":null");
    route.fulfill(new Route.FulfillOptions().setResponse(told).setBody(body));
  }

  /** What was asked for is done, and nobody hears of it. */
  private static void lose(Route route) {
    if (route.request().postData().contains("dry_run")) {
      route.resume();
    } else {
      route.fetch();
      route.abort();
    }
  }

  @Test
  @DisplayName("what is dangerous is sent after a tick only, which is of one value, and listed")
  void dangerous() {
    page.locator("li[data-setting=ac_output_freq] button").click();
    logIn();
    Locator dialog = page.locator("dialog");
    dialog.getByLabel("roof-1").check();
    dialog.locator("select").selectOption("60");
    visit.button("Preview").click();
    Locator tick = dialog.locator(".danger input");
    assertThat(visit.button("Send")).isDisabled();
    tick.check();
    assertThat(visit.button("Send")).isEnabled();
    dialog.locator(".buttons .plain").click();
    visit.button("Preview").click();
    assertThat(tick).not().isChecked();
    assertThat(visit.button("Send")).isDisabled();
    assertEquals(List.of(), house.tap(1).orders());
    tick.check();
    visit.picture("change-dangerous");
    visit.button("Send").click();
    assertThat(dialog.locator(".outcome")).containsText("Confirmed");
    assertEquals(List.of("F60"), house.tap(1).orders());
    dialog.locator(".buttons .primary").click();
    visit.open("changes");
    assertThat(page.locator("table.changes tbody tr").first()).containsText("50 → 60");
    visit.isClean();
  }

  @Test
  @DisplayName("a change of all units is over once the settings of one are shown")
  void over() {
    card().getByRole(AriaRole.BUTTON).click();
    logIn();
    assertThat(page.getByLabel("all 2 units")).isChecked();
    page.evaluate("location.hash = '#/settings/roof-1'");
    assertThat(page.locator("dialog")).hasCount(0);
    card().getByRole(AriaRole.BUTTON).click();
    assertThat(page.locator("dialog")).containsText("For roof-1");
    page.goBack();
    assertThat(page.locator("dialog")).hasCount(0);
    visit.isClean();
  }

  private void findsTheCard() {
    assertThat(page.locator("details:not([open]) li[data-setting=factory_settings]")).hasCount(1);
    assertThat(page.locator("details:not([open]) li[data-setting=battery_control]")).hasCount(1);
    page.getByLabel("Search").fill("CHARGING max");
    assertThat(page.locator(".search [role=status]")).containsText("found");
    assertThat(page.locator("li[data-setting=buzzer]")).hasCount(0);
    assertThat(card()).containsText("program 02 on most Axperts");
    assertThat(card().locator(BOTH)).hasText(Pattern.compile("60\\s*A\\s*all 2 units"));
    BoundingBox button = card().getByRole(AriaRole.BUTTON).boundingBox();
    assertTrue(button.x + button.width < 390, "out of reach");
    visit.picture("settings-search-phone");
  }

  private void logIn() {
    Locator dialog = page.locator("dialog").last(); // above a change that is begun
    dialog.getByLabel("User").fill("ann");
    dialog.getByLabel("Password").fill(WritesRig.PASSWORD);
    dialog.locator("button.primary").click();
  }

  private void undoneFromTheList() {
    card().getByRole(AriaRole.BUTTON).click();
    send("50");
    assertThat(ends("confirmed")).hasCount(2);
    close();
    visit.open("changes");
    page.locator("table.changes tr.of-one.first button.primary").first().click();
    assertThat(page.locator("dialog h2")).hasText("Undo for all 2");
    page.locator("dialog .buttons .primary").click();
    assertThat(ends("confirmed")).hasCount(2);
    close();
    assertEquals(house.tap(1).orders().size(), house.tap(2).orders().size());
    Locator rows = page.locator("table.changes tbody tr");
    assertThat(rows.nth(0)).containsText("undoes the change of");
    assertThat(page.locator("table.changes tr.of-one.first")).hasCount(4);
    assertThat(page.locator("table.changes tr:not(.of-one)")).hasCount(1); // its head
    visit.open("settings");
    assertThat(card().locator(BOTH)).containsText("60");
  }

  /** Who came before the one that refuses has what it had, and that is said of each. */
  private void refused() {
    house.tap(2).on("MNCHGC", Deed.REFUSE);
    house.tap(2).on("MCHGC", Deed.REFUSE);
    card().getByRole(AriaRole.BUTTON).click();
    send("50");
    assertThat(ends("put_back")).containsText("roof-1 has 60 again");
    assertThat(ends("refused")).containsText("roof-2 refused");
    visit.picture("change-all-refused-phone");
    assertThat(page.locator("dialog .buttons").getByText("Undo")).hasCount(0);
    close();
    visit.forgive("409");
  }
}
