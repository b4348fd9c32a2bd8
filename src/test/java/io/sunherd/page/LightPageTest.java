package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.page.Visit.Screen;
import io.sunherd.sim.Simulation;
import io.sunherd.suite.PageTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@ExtendWith(Chromium.class)
@DisplayName("What the page costs")
@PageTests
class LightPageTest {
  private static final long MOST_BYTES_FIRST = 150_000;
  private static final long MOST_BYTES = 230_000;
  private static final long MOST_GROWTH = 600_000;
  private static final int MOST_MORE_NODES = 200;

  @TempDir private Path directory;
  private final Browser browser;
  private Simulation units;
  private RunningHub hub;

  LightPageTest(Browser browser) {
    this.browser = browser;
  }

  @BeforeEach
  void start() throws Exception {
    units = SimulatedUnits.onTerminals(3, directory, SimulatedUnits.NOON);
    hub = new RunningHub(SimulatedUnits.inverters(units));
    for (int number = 1; number <= 3; number++) {
      hub.awaitStatus(0, "roof-" + number, 1);
    }
  }

  @AfterEach
  void stop() {
    hub.close();
    units.close();
  }

  @Test
  @DisplayName(
      "what is seen first weighs less than 150 kB, all of it little more, and none of it comes from elsewhere")
  void weight() throws IOException {
    Screen heaviest = Screen.DESKTOP.speaking(heaviestLanguage());
    try (Visit visit = new Visit(browser, hub.url(), heaviest)) {
      CDPSession session = visit.context().newCDPSession(visit.page());
      AtomicLong bytes = new AtomicLong();
      session.send("Network.enable");
      session.on(
          "Network.loadingFinished",
          event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
      visit.open("");
      assertThat(visit.page().locator(".tile.online")).hasCount(3);
      assertTrue(bytes.get() < MOST_BYTES_FIRST, bytes + " bytes at first");
      for (String place : List.of("alarms", "settings", "changes", "unit/roof-1", "charts")) {
        visit.open(place);
        assertThat(visit.page().locator("main h1")).isVisible();
      }
      assertThat(visit.page().locator(".uplot")).hasCount(4);
      assertTrue(bytes.get() < MOST_BYTES, bytes + " bytes");
      assertTrue(bytes.get() > MOST_BYTES / 10, "only " + bytes + " bytes were noticed");
      String host = "127.0.0.1:" + hub.port() + "/";
      assertEquals(
          List.of(),
          visit.requests().stream()
              .filter(url -> !url.startsWith("http://" + host) && !url.startsWith("ws://" + host))
              .toList());
    }
  }

  /** The language of which the texts weigh most. */
  private static String heaviestLanguage() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("webroot/lang"))) {
      Path heaviest = files.max(Comparator.comparing(file -> file.toFile().length())).orElseThrow();
      return heaviest.getFileName().toString().replace(".json", "");
    }
  }

  private static long heap(CDPSession session) {
    session.send("HeapProfiler.collectGarbage");
    return session.send("Runtime.getHeapUsage").get("usedSize").getAsLong();
  }

  private static int nodes(CDPSession session) {
    return session.send("Memory.getDOMCounters").get("nodes").getAsInt();
  }

  @Test
  @DisplayName("a day of readings leaves it as small as it was")
  void day() throws Exception {
    try (Visit visit = new Visit(browser, hub.url(), Screen.DESKTOP)) {
      visit.page().addInitScript(Files.readString(Path.of("src/test/resources/page/day.js")));
      visit.open("charts");
      assertThat(visit.page().locator(".uplot")).hasCount(4);
      visit.page().evaluate("day.begin()");
      // By then every list is as long as it ever gets, and every view was drawn.
      visit.page().evaluate("day.pass(6)");
      visit.open("");
      visit.page().evaluate("day.pass(1)");
      visit.open("charts");
      visit.page().evaluate("day.pass(1)");
      CDPSession session = visit.context().newCDPSession(visit.page());
      session.send("HeapProfiler.enable");
      long before = heap(session);
      int nodes = nodes(session);
      visit.page().evaluate("day.pass(7)");
      visit.open("");
      visit.page().evaluate("day.pass(8)");
      visit.open("charts");
      visit.page().evaluate("day.pass(1)");
      // What an answer on its way still holds is garbage a moment later.
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      while (heap(session) - before >= MOST_GROWTH && System.nanoTime() < end) {
        visit.page().waitForTimeout(100);
      }
      String growth =
          "%d bytes, %d nodes".formatted(heap(session) - before, nodes(session) - nodes);
      assertTrue(heap(session) - before < MOST_GROWTH, growth);
      assertTrue(nodes(session) - nodes < MOST_MORE_NODES, growth);
      assertTrue((int) visit.page().evaluate("day.drawn") > 1000, "It was hardly drawn.");
      visit.isClean();
    }
  }
}
