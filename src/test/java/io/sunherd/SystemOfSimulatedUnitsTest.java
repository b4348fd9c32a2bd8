package io.sunherd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.sunherd.config.BackupConfig;
import io.sunherd.config.HubConfig;
import io.sunherd.hub.Hub;
import io.sunherd.inverter.Surroundings;
import io.sunherd.link.DeviceAddress;
import io.sunherd.sim.Herd;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A whole hub over three paralleled units, at a moment that does not pass. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
@ProcessTests
class SystemOfSimulatedUnitsTest {
  private static final List<String> UNITS = List.of("roof-1", "roof-2", "roof-3");

  @TempDir private Path folder;
  private final Clock noon = Clock.fixed(Instant.parse("2026-06-21T11:00:00Z"), ZoneOffset.UTC);
  private final Herd herd = new Herd(1, noon);
  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<SystemTotals> told = new LinkedBlockingQueue<>();
  private Hub hub;

  @BeforeEach
  void start() {
    vertx
        .eventBus()
        .consumer(Addresses.SYSTEM, (Message<SystemTotals> message) -> told.add(message.body()));
    HubConfig usual = HubConfig.DEFAULT;
    List<HubConfig.Inverter> inverters =
        IntStream.rangeClosed(1, UNITS.size()).mapToObj(this::inverter).toList();
    HubConfig config =
        new HubConfig(
            new HubConfig.Http("127.0.0.1", 0, null, List.of()),
            usual.access(),
            inverters,
            usual.history().at("jdbc:sqlite:" + folder.resolve("history.db")),
            usual.settings(),
            usual.guardian(),
            usual.battery(),
            usual.timeZone(),
            usual.grid(),
            usual.alarms(),
            usual.notice(),
            usual.mqtt(),
            BackupConfig.NONE);
    Surroundings world =
        // The day stands still for the units, not for the hub: it would take each reply for the
        // last.
        new Surroundings(
            herd, device -> List.of(), InstantSource.system(), System::nanoTime, () -> 0.5);
    hub = Hub.start(vertx, config, world, Path.of("webroot")).await();
  }

  private HubConfig.Inverter inverter(int number) {
    return new HubConfig.Inverter(
        "roof-" + number,
        DeviceAddress.parse("sim:parallel-" + number),
        null,
        null,
        "auto",
        null,
        Map.of());
  }

  @AfterEach
  void stop() {
    assertEquals(List.of(), hub.stop(Duration.ofSeconds(10)));
    vertx.close().await();
  }

  private SystemTotals await(Predicate<SystemTotals> wanted) throws InterruptedException {
    SystemTotals totals = next();
    while (!wanted.test(totals)) {
      totals = next();
    }
    return totals;
  }

  private SystemTotals next() throws InterruptedException {
    SystemTotals totals = told.poll(60, TimeUnit.SECONDS);
    if (totals == null) {
      throw new AssertionError("no totals were told for 60 s");
    }
    return totals;
  }

  private Reading ask(String inverter, String command) throws Exception {
    return (Reading)
        vertx
            .eventBus()
            .request(Addresses.ask(inverter), new Ask(command, 0, 10_000))
            .await(20, TimeUnit.SECONDS)
            .body();
  }

  private static long number(Reading reading, String key) {
    return ((Number) reading.data().get(key)).longValue();
  }

  @Test
  void theyComeToWhatTheUnitsThemselvesSayOfAll() throws Exception {
    SystemTotals totals = await(t -> t.counted() == 3 && t.values().containsKey("pv_watts"));
    Reading all = ask("roof-2", "QPGS0");
    assertEquals(number(all, "total_ac_output_active_power"), totals.values().get("ac_watt"));
    assertEquals(number(all, "total_ac_output_apparent_power"), totals.values().get("ac_va"));
    assertEquals(number(all, "total_charging_current"), totals.values().get("batt_charge_amps"));
    assertEquals(List.of(), totals.missing());
    long sun = 0;
    for (String id : UNITS) {
      sun += number(ask(id, "QPIGS"), "pv_watts");
      sun += number(ask(id, "QPIGS2"), "pv2_charging_power");
    }
    long expected = sun;
    await(t -> Long.valueOf(expected).equals(t.values().get("pv_watts")));
    assertFalse(sun == 0, "it is noon");
  }

  @Test
  void aUnitWhoseCableDiesIsCountedByWhatANeighbourTells() throws Exception {
    Object all =
        await(t -> t.counted() == 3 && t.lacking().isEmpty() && !t.shares().isEmpty())
            .values()
            .get("ac_watt");
    herd.unplug("parallel-3");
    // Of these units the bus tells volts and amperes of the panels.
    SystemTotals through = await(t -> t.counted() == 3 && t.calculated().contains("pv_watts"));
    assertEquals(all, through.values().get("ac_watt"));
    assertEquals(List.of(), through.missing());
    Reading seen = ask("roof-1", "QPGS2");
    assertEquals(herd.serial("parallel-3"), seen.data().get("serial_number"));
    long sun = number(seen, "pv_watts");
    for (String id : List.of("roof-1", "roof-2")) {
      sun += number(ask(id, "QPIGS"), "pv_watts") + number(ask(id, "QPIGS2"), "pv2_charging_power");
    }
    assertEquals(sun, through.values().get("pv_watts"));
    herd.plug("parallel-3");
    await(t -> t.counted() == 3 && !t.calculated().contains("pv_watts"));
  }

  @Test
  void unitsThatGoAreMissedAndComeBack() throws Exception {
    Object all = await(t -> t.counted() == 3).values().get("ac_watt");
    for (int i = 1; i <= 3; i++) {
      herd.unplug("parallel-" + i);
    }
    assertEquals(UNITS, await(t -> t.counted() == 0).missing());
    for (int i = 1; i <= 3; i++) {
      herd.plug("parallel-" + i);
    }
    assertEquals(all, await(t -> t.counted() == 3).values().get("ac_watt"));
  }

  @Test
  void anEqualSetHasNoDifferences() throws Exception {
    for (String id : UNITS) {
      assertEquals("parallel", ask(id, "QPIRI").data().get("output_mode"));
    }
    await(t -> t.counted() == 3);
    told.clear();
    next();
    assertEquals(List.of(), next().differences());
  }
}
