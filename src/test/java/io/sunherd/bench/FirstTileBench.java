package io.sunherd.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long the page of a packaged hub of nine units takes over loopback from its address to its
 * first live tile, in a browser that keeps nothing of it, beside the limit. Arguments: the hub's
 * folder, as of {@link StartBench}, and how often. One visit before warms up hub and browser.
 */
public final class FirstTileBench {
  private static final double MOST_MS = 600;
  private static final List<String> PLACES =
      List.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium");

  private FirstTileBench() {}

  public static void main(String[] args) throws Exception {
    double[] took = new double[Integer.parseInt(args[1])];
    Path work = Files.createTempDirectory("tile");
    Path chromium =
        PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst().orElseThrow();
    Map<String, String> own = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    try (PackagedHub hub = new PackagedHub(Path.of(args[0]), work);
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(own));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
      String url = "http://127.0.0.1:" + hub.port() + "/";
      visit(browser, url);
      TimeUnit.SECONDS.sleep(2);
      for (int i = 0; i < took.length; i++) {
        took[i] = visit(browser, url);
      }
    }
    Arrays.sort(took);
    double median = took[took.length / 2];
    System.out.printf(
        "first live tile, ms  %4.0f (%.0f to %.0f)  limit %.0f  ratio %.2f%s%n",
        median,
        took[0],
        took[took.length - 1],
        MOST_MS,
        median / MOST_MS,
        median > MOST_MS ? "  MISSED" : "");
  }

  /** Milliseconds until it is there, by the page's own clock. */
  private static double visit(Browser browser, String url) {
    // The page forbids scripts made of text, which the waiting below is.
    try (Page page = browser.newPage(new Browser.NewPageOptions().setBypassCSP(true))) {
      page.addInitScript(
          """
          new MutationObserver((changes, observer) => {
            if (document.querySelector('.tile.online')) {
              window.firstTile = performance.now();
              observer.disconnect();
            }
          }).observe(document, {childList: true, subtree: true, attributes: true});
          """);
      page.navigate(url);
      page.waitForFunction("window.firstTile");
      return ((Number) page.evaluate("window.firstTile")).doubleValue();
    }
  }
}
