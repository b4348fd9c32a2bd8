package io.sunherd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Configured;
import io.sunherd.extract.Archive;
import io.sunherd.extract.Past;
import io.sunherd.suite.ProcessTests;
import io.sunherd.web.Site;
import io.sunherd.web.WebVerticle;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seed's extracts, over the file and through a hub. */
@Timeout(120)
@ProcessTests
class ExtractTest {
  private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
  private static final String CSV = "1782000000;52.8\n1782000015;52.81\n1782000030;52.82";
  private static final String COLUMNS = " --col datetime --col batt_volt";

  @TempDir private Path folder;
  private String url;
  private Path config;

  @BeforeEach
  void keep() throws Exception {
    url = "jdbc:sqlite:" + folder.resolve("history.db");
    config = folder.resolve("hub.yaml");
    Files.writeString(
        config,
        "inverters:\n  - {id: roof-1, device: \"tcp:127.0.0.1:1\"}\nhistory: {url: \""
            + url
            + "\"}\n");
    Past.keep(url, "roof-1", 100);
    Past.keep(url, "shed", Past.DAY, 1, i -> Map.of("batt_volt", 24.0));
  }

  private static String local(long epochSecond) {
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(epochSecond), ZoneId.systemDefault())
        .format(DIGITS);
  }

  private static String range(int lastRow) {
    return local(Past.DAY) + "-" + local(Past.DAY + 15L * lastRow);
  }

  private Run csv(String rest) {
    return Run.of("-c " + config + " --extract-csv-data " + range(2) + rest);
  }

  @Test
  void theSeedsLine() throws Exception {
    Path file = folder.resolve("stats.csv");
    Run run = csv(COLUMNS + " --extract-file " + file);
    assertEquals(0, run.exit(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains("stats.csv"), run.err());
    assertEquals(CSV, Files.readString(file));
  }

  @Test
  void amperesOfTheSunAreWrittenAsTheUnitSendsThem() throws Exception {
    List<Map<String, Object>> sent =
        List.of(
            Map.of("pv_amps", 16, "pv1_input_current", 16.0),
            Map.of("pv_amps", 0.8, "pv1_input_current", 0.8),
            Map.of("batt_volt", 52.8));
    Past.keep(url, "roof-1", Past.DAY, 3, sent::get);
    String file = " --extract-file " + folder.resolve("amps") + " --col pv_amps";
    assertEquals(0, csv(file).exit());
    assertEquals("16\n0.8\nNone", Files.readString(folder.resolve("amps")));
    Run json = Run.of("-c " + config + " --extract-json-data " + range(2) + file);
    assertEquals(0, json.exit(), json.err());
    assertEquals(
        "[{\"pv_amps\":16},{\"pv_amps\":0.8},{\"pv_amps\":null}]",
        Files.readString(folder.resolve("amps")).replaceAll("\\s", ""));
  }

  @Test
  void aFileIsReplacedAsAWhole() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("stats.csv"), "old and very much longer than new ".repeat(99));
    assertEquals(0, csv(COLUMNS + " --extract-file " + file).exit());
    assertEquals(CSV, Files.readString(file));
    Run failed = csv(COLUMNS + " --inverter nobody --extract-file " + file);
    assertEquals(2, failed.exit());
    assertTrue(failed.err().contains("nobody") && failed.err().contains("shed"), failed.err());
    assertEquals(CSV, Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.filter(one -> one.toString().endsWith(".part")).toList());
    }
  }

  @Test
  void toStandardOutput() {
    assertEquals(new Run(0, CSV, ""), csv(COLUMNS));
    assertEquals(
        new Run(0, "datetime,batt_volt\n" + CSV.replace(';', ','), ""),
        csv(COLUMNS + " --header --sep ,"));
    assertEquals(new Run(0, "1782000000;24.0", ""), csv(COLUMNS + " --inverter shed"));
  }

  @Test
  void json() {
    Run run = Run.of("-c " + config + " --extract-json-data " + range(1) + COLUMNS);
    assertEquals(0, run.exit(), run.err());
    assertEquals(
        new JsonArray(
            "[{\"datetime\":1782000000,\"batt_volt\":52.8},{\"datetime\":1782000015,\"batt_volt\":52.81}]"),
        new JsonArray(run.out()));
  }

  /** The same digits are another time where the hub is in another time zone. */
  @Test
  void digitsAndIsoTimesAreThoseOfTheConfiguredZone() throws Exception {
    Files.writeString(config, Files.readString(config) + "time-zone: Asia/Kathmandu\n");
    String local = "20260621054500-20260621054530"; // the first rows, at five and three quarters
    Run run = Run.of("-c " + config + " --extract-csv-data " + local + COLUMNS + " --time iso");
    assertEquals(0, run.exit(), run.err());
    assertEquals("2026-06-21T05:45:00+05:45;52.8", run.out().split("\n", -1)[0]);
    assertEquals(3, run.out().split("\n", -1).length);
  }

  @Test
  void nothingIsAnEmptyFile() throws Exception {
    Path file = folder.resolve("nothing.csv");
    Run run =
        Run.of("-c " + config + " --extract-csv-data 20100101-2010010200 --extract-file " + file);
    assertEquals(0, run.exit(), run.err());
    assertEquals("", Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--extract-csv-data 2017-2018",
        "--extract-csv-data 20171031",
        "--extract-csv-data 20171032-20171101",
        "--extract-csv-data 20171102-20171101",
        "--extract-csv-data 20171031-20171101 --col nonsense",
        "--extract-csv-data 20171031-20171101 --col 1;DROP",
        "--extract-csv-data 20171031-20171101 --sep ab",
        "--extract-csv-data 20171031-20171101 --status",
        "--extract-csv-data 20171031-20171101 --extract-json-data 20171031-20171101",
        "--extract-csv-data 20171031-20171101 -c no-such-file.yaml",
        "--usb -d /dev/hidraw0 --status --col datetime",
        "--extract-file nothing.csv"
      })
  void mistakesInTheLine(String line) {
    Run run = Run.of(line);
    assertEquals(2, run.exit(), run.err());
    assertEquals("", run.out());
    assertFalse(run.err().isBlank());
  }

  @Test
  void withoutAHistoryItSaysSo() throws IOException {
    Files.delete(folder.resolve("history.db"));
    Run run = csv(COLUMNS);
    assertEquals(1, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("The history cannot be read"), run.err());
    assertFalse(Files.exists(folder.resolve("history.db")));
  }

  @Test
  void aFileThatCannotBeWritten() {
    Run run = csv(COLUMNS + " --extract-file " + folder.resolve("no-such-folder/stats.csv"));
    assertEquals(1, run.exit());
    assertEquals(
        folder.resolve("no-such-folder/stats.csv")
            + " cannot be written, as there can be none in that place: name another file with"
            + " --extract-file.\n",
        run.err());
  }

  @Test
  void throughAHubThatRuns() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
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
                      Path.of("no-such-folder"),
                      Path.of("no-such-folder/users"),
                      false)
                  .with(new Archive(url, Past.HUB)));
      io.sunherd.bus.RecordCodec.register(vertx.eventBus());
      vertx.deployVerticle(web).await(20, TimeUnit.SECONDS);
      String hub =
          "--hub http://127.0.0.1:" + web.port() + " --extract-csv-data " + range(2) + COLUMNS;
      assertEquals(new Run(0, CSV, ""), Run.of(hub));
      assertEquals(new Run(0, "1782000000;24.0", ""), Run.of(hub + " --inverter shed"));
      Path file = folder.resolve("hub.csv");
      assertEquals(0, Run.of(hub + " --header --extract-file " + file).exit());
      assertEquals("datetime;batt_volt\n" + CSV, Files.readString(file));
      Run unknown = Run.of(hub + " --inverter nobody");
      assertEquals(5, unknown.exit());
      assertTrue(unknown.err().contains("nobody"), unknown.err());
      assertEquals("", unknown.out());
      // The digits are the hub's local time, not that of whoever asks.
      vertx
          .eventBus()
          .publish(Addresses.CONFIGURED, new Configured(List.of(), List.of(), "Asia/Kathmandu"));
      String there = hub.replace(range(2), "20260621054500-20260621054530") + " --inverter shed";
      assertEquals(new Run(0, "2026-06-21T05:45:00+05:45;24.0", ""), Run.of(there + " --time iso"));
      // The file can be read directly at the same time.
      assertEquals(new Run(0, CSV, ""), csv(COLUMNS));
    } finally {
      vertx.close().await(20, TimeUnit.SECONDS);
    }
  }

  /** The text alone is several times as long as this process's memory. */
  @Test
  void aLongExtractNeedsLittleMemory() throws Exception {
    Past.keep(url, "roof-1", 500_000);
    Path file = folder.resolve("long.csv");
    ProcessBuilder program =
        Run.process(
            ("-c " + config + " --extract-csv-data 2026-2027 --extract-file " + file)
                .replace("2026-2027", local(Past.DAY) + "-" + local(Past.DAY + 15L * 500_000))
                .split(" ", -1));
    program.command().add(1, "-Xmx64m");
    Process process =
        program.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start();
    assertTrue(process.waitFor(100, TimeUnit.SECONDS), "it takes too long");
    assertEquals(0, process.exitValue(), () -> said());
    try (Stream<String> lines = Files.lines(file)) {
      assertEquals(500_000, lines.count());
    }
    assertTrue(Files.size(file) > 64L << 20, () -> "only " + file.toFile().length());
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
