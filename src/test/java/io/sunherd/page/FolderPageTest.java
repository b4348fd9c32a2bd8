package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import io.sunherd.LiveHub;
import io.sunherd.access.QuickUsers;
import io.sunherd.access.Role;
import io.sunherd.access.UsersFile;
import io.sunherd.page.Visit.Screen;
import io.sunherd.suite.PageTests;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
@ExtendWith(Chromium.class)
@DisplayName("The page in a folder of another server")
@PageTests
class FolderPageTest {
  private static final String FOLDER = "/api/hassio_ingress/some-folder";

  /** Each view's place, and what it is headed. */
  private static final List<String> VIEWS =
      List.of(
          "unit/roof-1: roof-1",
          "settings: Settings",
          "charts: Charts",
          "alarms: Alarms",
          "setup: Inverters");

  @TempDir private Path folder;
  private final Browser browser;

  FolderPageTest(Browser browser) {
    this.browser = browser;
  }

  @Test
  @DisplayName("lives, logs in and shows every view without asking for anything outside")
  void inside() throws Exception {
    UsersFile users = UsersFile.load(folder.resolve("users"));
    QuickUsers.put(users, "ann", Role.OPERATOR, "correct horse".toCharArray());
    String config =
        "http: {port: 0, base-path: %s}\ninverters:\n  - {id: roof-1, device: sim:max-8000}\n"
            .formatted(FOLDER);
    try (LiveHub hub = new LiveHub(folder, config, List::of)) {
      String there = hub.hub.url() + FOLDER;
      try (Visit visit = new Visit(browser, there, Screen.DESKTOP).open("")) {
        assertThat(visit.tile("roof-1")).containsText("W");
        visit.login("ann", "correct horse");
        for (String view : VIEWS) {
          String[] words = view.split(": ", 2);
          visit.open(words[0]);
          assertThat(visit.page().locator("main h1")).hasText(words[1]);
        }
        visit.open("settings");
        assertThat(visit.page().locator("main")).containsText("Battery float voltage");
        visit.page().navigate(there + "/api.html");
        assertThat(visit.page().locator("pre.curl").first()).containsText(there + "/");
        List<String> outside =
            visit.requests().stream()
                .filter(url -> !url.startsWith("data:"))
                .filter(url -> !url.replaceFirst("^ws", "http").startsWith(there + "/"))
                .toList();
        assertEquals(List.of(), outside);
        assertTrue(visit.requests().stream().anyMatch(url -> url.endsWith(FOLDER + "/stream")));
        visit.isClean();
      }
    }
  }
}
