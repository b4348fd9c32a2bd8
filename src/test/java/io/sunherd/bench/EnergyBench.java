package io.sunherd.bench;

import io.sunherd.extract.Archive;
import io.sunherd.history.energy.CounterReading;
import io.sunherd.history.energy.EnergyQuery;
import io.sunherd.history.energy.Meter;
import io.sunherd.history.energy.Period;
import io.sunherd.history.energy.Quarter;
import io.sunherd.history.past.BookTotals;
import io.sunherd.history.past.Reader;
import io.sunherd.history.rows.Row;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Batch;
import io.sunherd.history.store.Retention;
import io.sunherd.history.store.Store;
import io.sunherd.web.Site;
import io.sunherd.web.WebVerticle;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Measures the energy books on SQLite: {@code EnergyBench FOLDER}. Three years of nine units, with
 * the counters that they tell: how long a question takes, and what one over ten thousand periods
 * does to everybody else's. All of it as it was counted, and after it was pruned.
 */
public final class EnergyBench {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final long YEARS = 3 * 365 * 86_400L;
  private static final int UNITS = 9;
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final String HUB = "home";

  private EnergyBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    Path file = folder.resolve("energy.db");
    String url = "jdbc:sqlite:" + file;
    if (!Files.exists(file)) {
      build(url);
    }
    System.out.printf("three years of nine units: %.0f MB%n", Files.size(file) / 1e6);
    try (Store store = new Store(url)) {
      long start = System.nanoTime();
      store.open();
      System.out.printf("opened in %.1f s%n", (System.nanoTime() - start) / 1e9);
    }
    Reader reader = new Reader(url);
    tell(reader, url);
    System.out.println("pruned:");
    prune(url);
    tell(reader, url);
    tellOften(url);
    beside(new Archive(url, HUB));
    System.exit(0);
  }

  private static void tell(Reader reader, String url) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM counter")) {
      System.out.printf("%,d totals of inverters%n", count.getLong(1));
    }
    long day = Instant.parse("2024-06-21T10:00:00Z").getEpochSecond();
    for (String of : List.of("roof-1", RowSource.SYSTEM)) {
      ask(reader, of, "a day of 2024", Period.DAY, day, day);
      ask(reader, of, "its hours", Period.HOUR, day - 36_000, day + 36_000);
      ask(reader, of, "a year by days", Period.DAY, day, day + 365 * 86_400L);
      ask(reader, of, "three years by months", Period.MONTH, begin(), begin() + YEARS - 1);
      ask(reader, of, "9,999 hours", Period.HOUR, begin(), begin() + 9_998 * 3_600L);
    }
  }

  /** What the page and MQTT ask for often: today, and the totals since the books began. */
  private static void tellOften(String url) throws Exception {
    Archive archive = new Archive(url, HUB);
    long end = begin() + YEARS - 1;
    for (String of : List.of("roof-1", RowSource.SYSTEM)) {
      long[] micros = new long[21];
      for (int i = 0; i < micros.length; i++) {
        long start = System.nanoTime();
        archive.today(of, end, MADRID);
        micros[i] = (System.nanoTime() - start) / 1_000;
      }
      System.out.printf(
          "%s, today: first %.1f ms, then %.1f ms (median)%n",
          of, micros[0] / 1e3, Arrays.stream(micros).sorted().toArray()[10] / 1e3);
    }
    BookTotals totals = archive.totals();
    for (String what : List.of("first", "then")) {
      long start = System.nanoTime();
      totals.read(end);
      System.out.printf(
          "totals since the beginning: %s %.1f ms%n", what, (System.nanoTime() - start) / 1e6);
    }
  }

  /** As a hub does: rows and totals for 90 days, hours for two years; it goes on in slices. */
  private static void prune(String url) throws Exception {
    Retention retention = new Retention(Duration.ofDays(90), Duration.ofDays(730), null, MADRID);
    long longest = 0;
    long all = System.nanoTime();
    int slices = 0;
    boolean more = true;
    try (Store store = new Store(url)) {
      store.open();
      while (more) {
        long start = System.nanoTime();
        more = store.prune(HUB, retention, begin() + YEARS);
        longest = Math.max(longest, System.nanoTime() - start);
        slices++;
      }
    }
    System.out.printf(
        "%d slices in %.1f s, the longest %.0f ms%n",
        slices, (System.nanoTime() - all) / 1e9, longest / 1e6);
  }

  private static long begin() {
    return START.getEpochSecond();
  }

  private static void ask(Reader reader, String of, String what, Period period, long from, long to)
      throws Exception {
    long[] micros = new long[5];
    for (int i = 0; i < micros.length; i++) {
      long start = System.nanoTime();
      reader.energy(new EnergyQuery(HUB, of, from, to, period, MADRID), one -> {});
      micros[i] = (System.nanoTime() - start) / 1_000;
    }
    System.out.printf(
        "%s, %s: first %.1f ms, then %.1f ms (median)%n",
        of, what, micros[0] / 1e3, Arrays.stream(micros).sorted().toArray()[2] / 1e3);
  }

  /** What somebody else waits who asks whether the hub is alive meanwhile. */
  private static void beside(Archive archive) throws Exception {
    WebVerticle web =
        new WebVerticle(
            new Site(
                    "127.0.0.1",
                    0,
                    List.of(),
                    null,
                    null,
                    List.of("roof-1"),
                    List.of(),
                    Path.of("webroot"),
                    Path.of("no-such-folder/users"),
                    false)
                .with(archive));
    Vertx vertx = Vertx.vertx();
    vertx.deployVerticle(web).await();
    HttpClient client = HttpClient.newHttpClient();
    String site = "http://127.0.0.1:" + web.port();
    String hours =
        site
            + "/api/v1/energy?inverter=system&by=hour&from="
            + START
            + "&to="
            + START.plusSeconds(9_998 * 3_600L);
    for (int round = 0; round < 4; round++) {
      long start = System.nanoTime();
      CompletableFuture<HttpResponse<byte[]>> answer =
          client.sendAsync(request(hours), BodyHandlers.ofByteArray());
      List<Long> waits = new ArrayList<>();
      while (!answer.isDone()) {
        long asked = System.nanoTime();
        client.send(request(site + "/health/live"), BodyHandlers.discarding());
        waits.add(System.nanoTime() - asked);
      }
      System.out.printf(
          "9,999 hours over HTTP: %d bytes in %.0f ms; /health/live beside it: %d answers, the"
              + " longest wait %.0f ms%n",
          answer.get().body().length,
          (System.nanoTime() - start) / 1e6,
          waits.size(),
          waits.stream().mapToLong(Long::longValue).max().orElse(0) / 1e6);
    }
  }

  private static HttpRequest request(String uri) {
    return HttpRequest.newBuilder(URI.create(uri)).header("Accept-Encoding", "gzip").build();
  }

  private static void build(String url) throws Exception {
    try (Store store = new Store(url)) {
      for (long at = begin(); at < begin() + YEARS; at += 50L * Quarter.SECONDS) {
        List<Quarter> quarters = new ArrayList<>();
        List<CounterReading> counters = new ArrayList<>();
        for (long one = at; one < at + 50L * Quarter.SECONDS; one += Quarter.SECONDS) {
          for (int unit = 1; unit <= UNITS; unit++) {
            RowSource source = new RowSource(HUB, "serial-" + unit, "roof-" + unit);
            quarters.add(quarter(source, one));
            counters.add(new CounterReading(source, one + 800, "QET", (one - begin()) / 2));
            counters.add(new CounterReading(source, one + 800, "QLT", (one - begin()) / 3));
          }
        }
        RowSource roof = new RowSource(HUB, "serial-1", "roof-1");
        store.append(
            new Batch(List.of(new Row(roof, at, Map.of("pv_watts", 1))), quarters, counters));
      }
      day(store);
    }
  }

  /** The rows of the last day, of every unit and of the system, each 15 seconds. */
  private static void day(Store store) throws Exception {
    List<RowSource> sources = new ArrayList<>(List.of(new RowSource(HUB, "", RowSource.SYSTEM)));
    for (int unit = 1; unit <= UNITS; unit++) {
      sources.add(new RowSource(HUB, "serial-" + unit, "roof-" + unit));
    }
    for (long at = begin() + YEARS - 86_400; at < begin() + YEARS; at += 3_600) {
      List<Row> rows = new ArrayList<>();
      for (long one = at; one < at + 3_600; one += 15) {
        for (RowSource source : sources) {
          rows.add(new Row(source, one, Map.of("pv_watts", one % 4_999, "ac_watt", one % 2_999)));
        }
      }
      store.append(Batch.of(rows));
    }
  }

  private static Quarter quarter(RowSource source, long at) {
    Map<Meter, Quarter.Amount> amounts = new EnumMap<>(Meter.class);
    for (Meter meter : Meter.values()) {
      amounts.put(meter, new Quarter.Amount(at % 86_400 * 10, 900_000));
    }
    return new Quarter(source, at, amounts);
  }
}
