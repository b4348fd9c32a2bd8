package io.sunherd.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import io.sunherd.RunningHub;
import io.sunherd.extract.Past;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.energy.Quarter.Amount;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Store;
import io.sunherd.suite.Respite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A hub's history of yesterday and the last hour, and what a reader does to charts of it. */
final class PastRig {
  static final String TWO_DAYS_LATER_FOR_THE_BOOKS =
      "() => { const now = Date.now;"
          + " Date.now = () => now() + (new Error().stack.includes('energy.js') ? 172800000 : 0); }";

  private PastRig() {}

  /**
   * Yesterday with a gap from eight to twelve, some of the last hour, and a quarter of an hour of
   * energy.
   */
  static void fill(RunningHub hub) throws Exception {
    // Its own history is open then, and does not stand in the way of rows from the past.
    while (hub.get("/health/ready").statusCode() != 200) {
      Respite.take();
    }
    long day = yesterday().atStartOfDay(ZoneId.systemDefault()).toEpochSecond();
    Past.keep(hub.history(), RowSource.SYSTEM, day, 1_920, PastRig::onGrid);
    Past.keep(hub.history(), RowSource.SYSTEM, day + 43_200, 1_920, Past::values);
    long now = Instant.now().getEpochSecond();
    Past.keep(hub.history(), RowSource.SYSTEM, now - 3_000, 160, Past::values);
    Past.keep(hub.history(), "roof-1", day, 960, Past::values);
    try (Store store = new Store(hub.history())) {
      RowSource source = new RowSource(Past.HUB, "", RowSource.SYSTEM);
      Quarter quarter =
          new Quarter(
              source,
              day,
              Map.of(
                  Meter.PV, new Amount(250_000, 900_000),
                  Meter.GRID_IN, new Amount(70_000, 900_000, 900_000)));
      store.append(new Batch(List.of(), List.of(quarter), List.of()));
    }
  }

  /**
   * The day before yesterday with sun, and yesterday without, when the grid did what the sun did
   * not and filled the battery at night.
   */
  static void fillTwoDays(RunningHub hub) throws Exception {
    while (hub.get("/health/ready").statusCode() != 200) {
      Respite.take();
    }
    try (Store store = new Store(hub.history())) {
      for (int back = 1; back <= 2; back++) {
        List<Row> rows = new ArrayList<>();
        List<Quarter> quarters = new ArrayList<>();
        long day =
            yesterday().minusDays(back - 1L).atStartOfDay(ZoneId.systemDefault()).toEpochSecond();
        for (int number = 0; number < 96; number++) {
          double sun = Math.max(0, Math.sin(Math.PI * (number - 24) / 48.0));
          boolean isDull = back == 1;
          int pv = (int) (sun * (isDull ? 600 : 4_000));
          int grid = !isDull ? 0 : number < 16 ? 2_800 : number < 64 ? 0 : 600;
          keep(rows, quarters, day + 900L * number, pv, grid);
        }
        store.append(new Batch(rows, quarters, List.of()));
      }
    }
  }

  /** A quarter of an hour of a house that takes 800 W. */
  private static void keep(List<Row> rows, List<Quarter> quarters, long at, int pv, int grid) {
    RowSource source = new RowSource(Past.HUB, "", RowSource.SYSTEM);
    int battery = pv + grid - 800;
    Map<String, Object> values = new HashMap<>(Past.values(0));
    values.putAll(
        Map.of("pv_watts", pv, "ac_watt", 800, "grid_watts", grid, "battery_watts", battery));
    for (int third = 0; third < 3; third++) {
      rows.add(new Row(source, at + 300L * third, values));
    }
    Map<Meter, Amount> amounts =
        Map.of(
            Meter.PV, quarter(pv),
            Meter.LOAD, quarter(800),
            Meter.GRID_IN, quarter(grid),
            Meter.BATTERY_IN, quarter(Math.max(0, battery)),
            Meter.BATTERY_OUT, quarter(Math.max(0, -battery)));
    quarters.add(new Quarter(source, at, amounts));
  }

  private static Amount quarter(int watts) {
    return new Amount(250L * watts, 900_000);
  }

  private static Map<String, Object> onGrid(int number) {
    Map<String, Object> values = Past.values(number);
    values.put("grid_watts", 300);
    return values;
  }

  /** The lines of what is downloaded, which has that name. */
  static List<String> file(Visit visit, String name) {
    try {
      return Files.readAllLines(download(visit, name).path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is downloaded, whose name begins so. */
  static Download download(Visit visit, String name) {
    Download file =
        visit.page().waitForDownload(() -> visit.page().getByText("Download CSV").click());
    assertTrue(file.suggestedFilename().startsWith(name), file.suggestedFilename());
    return file;
  }

  /**
   * Parts of the last hour and of a unit's day are seen by the keys and buttons that other times
   * have.
   */
  static void isCloser(Visit visit, Locator rows) {
    Page page = visit.page();
    Locator plot = page.locator(".plot").first();
    int whole = rows.count();
    download(visit, "sunherd_hour_system_");
    Locator part = page.locator(".title .part");
    page.waitForCondition(
        () -> {
          plot.press("+"); // nothing listens before the drawing library is there
          return part.count() > 0;
        });
    assertThat(part).hasText(Pattern.compile("\\d\\d:\\d\\d–\\d\\d:\\d\\d"));
    assertTrue(rows.count() < whole - 10, rows.count() + " of " + whole + " minutes");
    drawUp(page, page.locator(".u-over").first().boundingBox());
    visit.button("Show all").click();
    assertThat(part).hasCount(0);
    page.route(
        "**/api/v1/history?inverter=roof-1*",
        route ->
            route.resume(
                new Route.ResumeOptions()
                    .setUrl(route.request().url().replace("=roof-1", "=system"))));
    visit.open("unit/roof-1");
    assertThat(page.locator(".day .uplot")).isVisible();
    plot.press("+");
    page.waitForCondition(
        () ->
            visit.requests().stream()
                    .filter(url -> url.contains("history?inverter=roof-1"))
                    .distinct()
                    .count()
                > 1);
  }

  /** Two fingers in the middle half of a chart go to its ends. */
  static void pinch(Visit visit, BoundingBox box) {
    CDPSession session = visit.context().newCDPSession(visit.page());
    touch(session, "touchStart", box, 0.25, 0.75);
    touch(session, "touchMove", box, 0.1, 0.9);
    touch(session, "touchMove", box, 0.01, 0.99);
    touch(session, "touchEnd", box);
  }

  private static void touch(CDPSession session, String type, BoundingBox box, double... places) {
    JsonArray points = new JsonArray();
    for (double place : places) {
      JsonObject point = new JsonObject();
      point.addProperty("x", box.x + place * box.width);
      point.addProperty("y", box.y + 50);
      point.addProperty("id", points.size());
      points.add(point);
    }
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    session.send("Input.dispatchTouchEvent", event);
  }

  /** How many questions to the history are open at a time, at most. */
  static AtomicInteger mostAtATime(Page page) {
    AtomicInteger most = new AtomicInteger();
    Set<Request> open = new HashSet<>();
    page.onRequest(
        request -> {
          if (request.url().matches(".*/(history|energy)\\?.*")) {
            open.add(request);
            most.accumulateAndGet(open.size(), Math::max);
          }
        });
    page.onRequestFinished(open::remove);
    page.onRequestFailed(open::remove);
    return most;
  }

  /** The right half of a chart is drawn up with the mouse. */
  static void drawUp(Page page, BoundingBox box) {
    page.mouse().move(box.x + box.width / 2, box.y + 50);
    page.mouse().down();
    page.mouse().move(box.x + box.width - 1, box.y + 60);
    page.mouse().up();
  }

  /** The last question was for the hub's yesterday. */
  static void asksForYesterday(Visit visit) {
    String from = "from=" + yesterday().atStartOfDay(ZoneId.systemDefault()).toInstant();
    List<String> past = visit.requests().stream().filter(url -> url.contains("from=")).toList();
    String asked = past.get(past.size() - 1);
    assertTrue(asked.replace("%3A", ":").contains(from.replace("Z", "")), asked);
  }

  /** Two charts stand beside each other, and what is pointed at on one is told by both. */
  static void areBeside(Visit visit) {
    Locator over = visit.page().locator(".u-over");
    double left = over.nth(0).boundingBox().x;
    assertTrue(over.nth(1).boundingBox().x > left + 500, "not beside each other");
    over.nth(0).hover();
    for (int chart = 0; chart < 2; chart++) {
      assertThat(visit.page().locator(".pointed").nth(chart))
          .hasText(Pattern.compile("1[12]:\\d\\d"));
    }
  }

  static LocalDate yesterday() {
    return LocalDate.now(ZoneId.systemDefault()).minusDays(1);
  }

  static void onGenerator(Route route) {
    APIResponse told = route.fetch();
    route.fulfill(
        new Route.FulfillOptions()
            .setResponse(told)
            .setBody(told.text().replace("\"utility\"", "\"generator\"")));
  }

  /** The history is not there for this page. */
  static void fallIll(Page page) {
    page.route(
        "**/api/v1/history?*",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(503)
                    .setBody("{\"error\":\"The history cannot be read.\"}")));
  }
}
