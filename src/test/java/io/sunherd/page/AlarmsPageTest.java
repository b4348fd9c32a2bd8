package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import io.sunherd.LiveHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.page.Visit.Screen;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.PageTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
@ExtendWith(Chromium.class)
@DisplayName("Alarms in the page")
@PageTests
class AlarmsPageTest {
  private static final String USER = "ann";
  private static final String PASSWORD = "correct horse";

  @TempDir private Path folder;
  private final Browser browser;
  private final List<Visit> visits = new ArrayList<>();
  private Simulation units;
  private LiveHub hub;

  AlarmsPageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void start() throws Exception {
    units = SimulatedUnits.onTerminals(2, folder.resolve("lines"), SimulatedUnits.NOON);
    UsersFile users = UsersFile.load(folder.resolve("users"));
    QuickUsers.put(users, USER, Role.OPERATOR, PASSWORD.toCharArray());
    QuickUsers.put(users, "vera", Role.VIEWER, PASSWORD.toCharArray());
  }

  @AfterEach
  void stop() {
    visits.forEach(Visit::close);
    if (hub != null) {
      hub.close();
    }
    units.close();
  }

  /** A hub that tells faults and warnings only, so that a test knows how many alarms there are. */
  private void run(int port) throws Exception {
    String inverters =
        IntStream.rangeClosed(1, units.addresses().size())
            .mapToObj(
                number ->
                    "  - {id: roof-%d, device: \"%s\", poll: {status: 100ms, operation_mode: 100ms}}"
                        .formatted(number, units.addresses().get(number - 1)))
            .collect(Collectors.joining("\n"));
    String off =
        List.of("unit_offline", "cable_lost", "unit_missing", "battery_low", "grid_lost").stream()
            .map(kind -> "  " + kind + ": {off: true}")
            .collect(Collectors.joining("\n"));
    hub =
        new LiveHub(
            folder,
            "http: {port: %d}\ninverters:\n%s\nalarms:\n%s\n".formatted(port, inverters, off),
            List::of);
    for (int number = 1; number <= units.addresses().size(); number++) {
      hub.hub.awaitStatus(0, "roof-" + number, 1);
    }
  }

  private Visit visit(Screen screen, String place) {
    Visit visit = new Visit(browser, hub.hub.url(), screen).open(place);
    visits.add(visit);
    return visit;
  }

  private void order(String line) {
    String answer = units.control(line);
    assertFalse(answer.startsWith("error"), answer);
  }

  private static Locator listed(Visit visit, String section) {
    return visit.page().locator("section[aria-labelledby=alarms-" + section + "] li.alarm");
  }

  private static Locator bell(Visit visit) {
    return visit.page().locator(".count:visible");
  }

  private static Locator said(Visit visit) {
    return visit.page().locator("[aria-live=polite]");
  }

  private static void opens(Visit visit, String place, String shown) {
    assertThat(visit.open(place).page().locator("main").locator(shown).first()).isVisible();
  }

  @Test
  @DisplayName("a fault is seen, acknowledged and over in every browser, and past ones are kept")
  void life() throws Exception {
    run(0);
    Visit ann = visit(Screen.DESKTOP, "alarms");
    ann.login(USER, PASSWORD);
    Visit other = visit(Screen.PHONE.speaking("es-ES"), "alarms");
    order("failure 2 on");
    for (Visit visit : List.of(ann, other)) {
      assertThat(listed(visit, "active")).hasCount(1);
      assertThat(listed(visit, "active").locator("a")).hasText("roof-2");
      assertThat(bell(visit)).hasText("1");
      assertThat(said(visit)).containsText("roof-2");
    }
    assertThat(listed(ann, "active")).containsText("What to do");
    assertThat(listed(other, "active")).containsText("Qué hacer");
    assertThat(other.button("Marcar como vista")).hasCount(0);
    assertThat(other.page().locator(".top .bell")).hasAttribute("aria-label", "Alarmas: 1 sin ver");
    ann.picture("alarms-active");
    ann.isAccessible();
    other.picture("alarms-active-phone");
    assertEquals(390, other.page().evaluate("document.scrollingElement.scrollWidth"));

    ann.button("Acknowledge").click();
    for (Visit visit : List.of(ann, other)) {
      assertThat(listed(visit, "acknowledged")).containsText(USER);
      assertThat(listed(visit, "active")).hasCount(0);
      assertThat(bell(visit)).hasCount(0);
      assertThat(said(visit)).hasText("");
    }
    order("failure 2 off");
    for (Visit visit : List.of(ann, other)) {
      assertThat(listed(visit, "past")).hasCount(1);
      assertThat(listed(visit, "acknowledged")).hasCount(0);
    }
    other.page().reload();
    assertThat(listed(other, "past")).hasCount(1);
    ann.isClean();
    other.isClean();

    int port = hub.hub.port();
    opens(ann, "settings", "li.setting");
    Visit third = visit(Screen.DESKTOP, "");
    opens(third, "", ".tile.online");
    opens(other, "charts", ".chart");
    other.button("Día").click();
    assertThat(other.page().locator(".energy")).isVisible();
    opens(other, "alarms", ".alarm");
    hub.close();
    assertThat(ann.page().locator(".banner.lost")).isVisible();
    assertThat(other.page().locator(".as-of")).containsText("no se sabe");
    opens(ann, "alarms", ".as-of");
    opens(ann, "settings", ".why:has-text('No connection')");
    opens(other, "charts", ".chart");
    other.button("Día").click();
    other.button("‹").click();
    assertThat(other.page().locator("main [role=alert]").first())
        .hasText("Sin conexión con el concentrador");
    opens(third, "unit/roof-1", "[role=alert]:has-text('could not be loaded')");
    run(port);
    assertThat(third.page().locator(".unit-page")).isVisible();
    assertThat(ann.page().locator("li.setting").first()).isAttached();
    assertThat(other.page().locator(".energy:has-text('No se guarda'), .energy table")).isVisible();
    assertThat(other.page().locator("main [role=alert]")).hasCount(0);
    opens(ann, "alarms", "section");
    opens(other, "alarms", "section");
    for (Visit visit : List.of(ann, other)) {
      assertThat(visit.page().locator(".banner.lost, .as-of, .why")).hasCount(0);
    }
    order("failure 1 on");
    for (Visit visit : List.of(ann, other)) {
      assertThat(listed(visit, "active").locator("a")).hasText("roof-1");
      assertThat(listed(visit, "past")).hasCount(1);
      assertThat(listed(visit, "past")).containsText(USER);
    }
    ann.picture("alarms-past");
  }

  @Test
  @DisplayName("whoever may only look is told so, and who may, where the button would be")
  void viewers() throws Exception {
    run(0);
    Visit visit = visit(Screen.DESKTOP, "alarms");
    assertThat(visit.page().locator(".empty")).containsText("Nothing is wrong");
    order("failure 1 on");
    assertThat(listed(visit, "active")).hasCount(1);
    assertThat(visit.page().locator("main .note")).containsText("log in as an operator");
    visit.login("vera", PASSWORD);
    assertThat(visit.page().locator("main .note:not(.as-of)")).containsText("Only an operator");
    assertThat(visit.button("Acknowledge")).hasCount(0);
    visit.isClean();
  }

  @Test
  @DisplayName("the bell is reached by keyboard from anywhere, and the wall shows the newest")
  void bell() throws Exception {
    run(0);
    Visit visit = visit(Screen.DESKTOP, "settings");
    order("failure 1 on");
    assertThat(bell(visit)).hasText("1");
    Locator link = visit.page().locator(".places a[href='#/alarms']");
    assertThat(link).hasAttribute("aria-label", "Alarms: 1 not acknowledged");
    visit.page().locator(".places a[href='#/charts']").focus();
    visit.page().keyboard().press("Tab");
    assertThat(link).isFocused();
    visit.page().keyboard().press("Enter");
    assertThat(listed(visit, "active")).hasCount(1);
    visit.page().locator("summary").click();
    assertThat(visit.page().locator(".evidence dt").first()).isVisible();
    visit.open("wall");
    assertThat(visit.page().locator(".wall-alarm")).containsText("roof-1");
    visit.picture("wall-alarm");
    visit.isClean();
  }

  @Test
  @DisplayName("alarms are kept in memory where the history is ill, and nothing is told of today")
  void withoutHistory() throws Exception {
    Files.createDirectory(folder.resolve("history.db"));
    run(0);
    Visit visit = visit(Screen.DESKTOP.dark(), "");
    assertThat(visit.page().locator(".tile.online")).hasCount(2);
    order("failure 2 on");
    assertThat(bell(visit)).hasText("1");
    assertThat(visit.page().locator(".end .today")).hasCount(0);
    visit.page().locator(".places a[href='#/alarms']").click();
    assertThat(listed(visit, "active")).hasCount(1);
    visit.picture("alarms-dark");
    visit.isLegible();
    order("failure 2 off");
    assertThat(listed(visit, "past")).hasCount(1);
    visit.forgive("503");
  }
}
