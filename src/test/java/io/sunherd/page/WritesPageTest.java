package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sunherd.RunningHub;
import io.sunherd.bus.InverterState;
import io.sunherd.page.Visit.Screen;
import io.sunherd.settings.Tap.Deed;
import io.sunherd.suite.PageTests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(Chromium.class)
@DisplayName("Changing settings in the page")
@PageTests
class WritesPageTest {
  private static final String PASSWORD = WritesRig.PASSWORD;
  private static final String FLOAT = "Battery float voltage";

  @TempDir private Path folder;
  private final Browser browser;
  private WritesRig house;
  private RunningHub hub;
  private Visit visit;
  private Page page;

  WritesPageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void start() throws Exception {
    house = new WritesRig(folder);
    hub = house.hub();
    visit = new Visit(browser, hub.url(), Screen.DESKTOP).open("settings");
    page = visit.page();
  }

  @AfterEach
  void stop() {
    visit.close();
    house.close();
  }

  private void login(String password) {
    Locator dialog = page.locator("dialog");
    dialog.getByLabel("User").fill("ann");
    dialog.getByLabel("Password").fill(password);
    dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Log in")).click();
  }

  private void loggedIn() {
    page.locator("header.top").getByText("Log in").click();
    login(PASSWORD);
    assertThat(page.locator("header.top")).containsText("Log out ann");
  }

  private Locator row() {
    return page.locator("li[data-setting=battery_float_volt]");
  }

  /** What the page says that a unit has. */
  private Locator held(String unit) {
    return row().locator("[data-units~=" + unit + "] .value");
  }

  /** Goes as far as the preview of a float voltage for one unit. */
  private void preview(String value) {
    row().locator("button").click();
    Locator dialog = page.locator("dialog");
    dialog.getByLabel("roof-1").check();
    dialog.getByLabel("New value").fill(value);
    visit.button("Preview").click();
    assertThat(dialog.locator(".preview code")).hasText("PBFT" + value);
  }

  private Locator sent(String value) {
    preview(value);
    visit.button("Send").click();
    return page.locator("dialog .outcome");
  }

  @Test
  @DisplayName("logging in with the wrong and the right password, and out")
  void login() {
    assertThat(page.locator(".note")).containsText("To change a setting, log in.");
    row().locator("button").click();
    login("wrong pony");
    assertThat(page.locator("dialog [role=alert]")).not().hasText("");
    visit.picture("login-refused");
    login(PASSWORD);
    assertThat(page.locator("header.top")).containsText("Log out ann");
    assertThat(page.locator(".note")).hasCount(0);
    page.reload();
    assertThat(page.locator("header.top")).containsText("Log out ann");
    page.locator("header.top").getByText("Log out ann").click();
    assertThat(page.locator("header.top")).containsText("Log in");
    visit.forgive("401");
  }

  @Test
  @DisplayName("a change is previewed, sent, confirmed by read-back, listed, and undone")
  void confirmed() {
    loggedIn();
    assertThat(held("roof-1")).hasText("54");
    preview("53.5");
    assertEquals(List.of(), orders(1));
    visit.picture("change-preview");
    visit.button("Send").click();
    assertThat(page.locator("dialog .outcome"))
        .containsText("Confirmed: the inverter has the new value.");
    assertThat(page.locator("dialog .outcome")).containsText("Read back: 53.5");
    visit.picture("change-confirmed");
    page.locator("dialog .buttons").getByText("Close").click();
    assertThat(held("roof-1")).hasText("53.5");
    assertThat(row()).containsText("differs");
    assertEquals(List.of("PBFT53.5"), orders(1));

    visit.open("changes");
    Locator entry = page.locator("table.changes tbody tr").first();
    assertThat(entry).containsText("ann");
    assertThat(entry).containsText(FLOAT);
    assertThat(entry).containsText("54 → 53.5");
    assertThat(entry).containsText("confirmed");
    visit.picture("changes-listed");
    entry.locator("button").click();
    page.locator("dialog .primary").click();
    assertThat(page.locator("dialog .outcome")).containsText("Read back: 54");
    assertEquals(List.of("PBFT53.5", "PBFT54.0"), orders(1));
    visit.isClean();
  }

  @Test
  @DisplayName("every write says which unit it is meant for")
  void meant() throws Exception {
    loggedIn();
    List<String> sent = new ArrayList<>();
    page.onRequest(
        request -> {
          if (request.postData() != null) {
            sent.add(request.postData());
          }
        });
    preview("53.5");
    visit.button("Send").click();
    assertThat(page.locator("dialog .outcome")).containsText("Confirmed");
    page.locator("dialog .buttons").getByText("Close").click();
    row().locator("button").click();
    page.locator("dialog").getByLabel("all 2 units").check();
    page.locator("dialog").getByLabel("New value").fill("53.0");
    visit.button("Preview").click();
    visit.button("Send").click();
    assertThat(page.locator("dialog .outcome")).containsText("Confirmed");
    page.locator("dialog .buttons").getByText("Close").click();
    visit.open("changes");
    Locator entry = page.locator("table.changes tbody tr").first();
    entry.locator("button:not(.primary)").click();
    page.locator("dialog .primary").click();
    assertThat(page.locator("dialog .outcome")).containsText("Read back: 54");

    String one = "\"serial\":\"" + house.serial("max-8000") + "\"";
    String both =
        "\"serials\":{\"roof-1\":\"%s\",\"roof-2\":\"%s\"}"
            .formatted(house.serial("max-8000"), house.serial("king-5000"));
    String undone = "\"serial\":\"" + house.serial("king-5000") + "\"";
    List<String> wanted = List.of(one, one, both, both, undone);
    assertEquals(wanted.size(), sent.size(), sent.toString());
    for (int i = 0; i < sent.size(); i++) {
      assertTrue(sent.get(i).contains(wanted.get(i)), sent.get(i));
    }
    visit.isClean();
  }

  @Test
  @DisplayName("a unit that was exchanged since its settings were shown is left alone")
  void exchanged() throws Exception {
    loggedIn();
    preview("53.5");
    house.tap(1).answer("QID", "92939999999999");
    house.tap(1).pull();
    house.tap(1).plug();
    hub.await(0, InverterState.class, state -> "92939999999999".equals(state.serial()));
    // The page behind the dialog shows the other unit's settings by now.
    house.tap(2).press("PBFT53.0");
    hub.get("/cmds?cmd=settings&max_age=0&inverter=roof-2");
    assertThat(held("roof-2")).hasText("53");
    visit.button("Send").click();
    assertThat(page.locator("dialog .outcome"))
        .containsText("Nothing was sent: the unit is not as it was when you looked.");
    assertThat(page.locator("dialog .outcome")).containsText("which was meant");
    assertEquals(List.of(), orders(1));
    visit.forgive("409");
  }

  @Test
  @DisplayName("a setting that flaps is told above the list, of which it fills ten lines")
  void restless() throws Exception {
    for (int i = 0; i < 12; i++) {
      house.tap(1).press(i % 2 == 0 ? "PBFT53.0" : "PBFT54.0");
      hub.get("/cmds?cmd=settings&max_age=0&inverter=roof-1");
    }
    visit.open("changes");
    assertThat(page.locator(".finding"))
        .containsText("Battery float voltage of roof-1 was changed 12 times since ");
    assertThat(page.locator("table.changes tbody tr")).hasCount(10);
    visit.picture("changes-flapping");
    visit.isClean();
  }

  @Test
  @DisplayName("a change that the inverter refuses is told as refused")
  void refused() {
    loggedIn();
    house.tap(1).on("PBFT", Deed.REFUSE);
    assertThat(sent("53.5")).containsText("Refused: the inverter did not take it.");
    visit.picture("change-refused");
    assertThat(held("roof-1")).hasText("54");
    visit.forgive("409");
  }

  @Test
  @DisplayName("a change that is acknowledged and not kept is told as not kept")
  void notKept() {
    loggedIn();
    house.tap(1).on("PBFT", Deed.PRETEND);
    assertThat(sent("53.5")).containsText("Not kept");
    assertThat(page.locator("dialog .outcome")).containsText("Read back: 54");
    visit.forgive("409");
  }

  @Test
  @DisplayName("a change without an answer is told as open, with what was read since")
  void silent() {
    loggedIn();
    house.tap(1).on("PBFT", Deed.LOSE_REPLY);
    assertThat(sent("53.5")).containsText("No answer");
    assertThat(page.locator("dialog .outcome")).containsText("Read back: 53.5");
    visit.forgive("504");
  }

  @Test
  @DisplayName("a value that is not allowed goes nowhere")
  void notAllowed() {
    loggedIn();
    row().locator("button").click();
    Locator dialog = page.locator("dialog");
    dialog.getByLabel("New value").fill("99");
    visit.button("Preview").click();
    assertEquals(false, dialog.getByLabel("New value").evaluate("input => input.checkValidity()"));
    assertThat(dialog.locator(".preview")).hasCount(0);
    dialog.getByLabel("all 2 units").check();
    dialog.getByLabel("New value").fill("53.5");
    visit.button("Preview").click();
    visit.button("Send").click();
    assertThat(page.locator("dialog .outcome")).containsText("Confirmed");
    assertThat(page.locator("dialog .unit-outcomes li.confirmed")).hasCount(2);
    assertEquals(List.of("PBFT53.5"), orders(1));
    assertEquals(List.of("PBFT53.5"), orders(2));
    visit.isClean();
  }

  private List<String> orders(int number) {
    return house.tap(number).orders();
  }
}
