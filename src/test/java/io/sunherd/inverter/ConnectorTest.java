package io.sunherd.inverter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.inverter.exchange.LinkMeter;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.LinkException;
import io.sunherd.link.Links;
import io.sunherd.link.Pty;
import io.sunherd.suite.ProcessTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who looks for a unit on a port says so to the unit whose port it is. */
@Timeout(60)
@ProcessTests
class ConnectorTest {
  @TempDir private Path folder;

  private final Links links =
      new Links(
          device -> {
            throw new AssertionError(device + " must not be opened here.");
          });

  private Connector connector(DeviceAddress own, DeviceAddress other) {
    return new Connector(
        new UnitConfig("roof-2", own, "auto", "92932004102442", Map.of()),
        links,
        device -> List.of(other),
        System::nanoTime,
        (serial, device) -> {},
        new LinkMeter(System::nanoTime));
  }

  private static CompletableFuture<Void> looking(Connector connector) {
    return CompletableFuture.runAsync(
        () -> assertThrows(Connector.NotConnected.class, () -> look(connector)));
  }

  private static void look(Connector connector) throws Connector.NotConnected {
    while (connector.look() == null) {
      // There are more places.
    }
  }

  @Test
  void whoLooksOnAnothersPortIsNamed() throws Exception {
    try (Pty far = Pty.open()) {
      DeviceAddress port = DeviceAddress.parse("serial:" + far.slavePath());
      DeviceAddress missing = DeviceAddress.parse("serial:" + folder.resolve("ttyUSB0"));
      Connector connector = connector(missing, port);
      var looking = looking(connector);
      assertTrue(far.read(new byte[64], Duration.ofSeconds(20)) > 0, "it asks there");
      var e = assertThrows(LinkException.class, () -> links.as("roof-1").open(port));
      assertEquals(
          port
              + " is in use by roof-2, which looks for its unit there: a line is never shared, so it"
              + " has to be waited for.",
          e.getMessage());
      far.hangUp();
      looking.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void whoIsOnItsOwnPortIsNamedOnly() throws Exception {
    try (Pty far = Pty.open()) {
      DeviceAddress port = DeviceAddress.parse("serial:" + far.slavePath());
      var looking = looking(connector(port, port));
      assertTrue(far.read(new byte[64], Duration.ofSeconds(20)) > 0, "it asks there");
      var e = assertThrows(LinkException.class, () -> links.as("roof-1").open(port));
      assertTrue(e.getMessage().startsWith(port + " is in use by roof-2: "), e.getMessage());
      far.hangUp();
      looking.get(30, TimeUnit.SECONDS);
    }
  }
}
