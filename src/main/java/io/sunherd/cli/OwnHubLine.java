package io.sunherd.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import io.sunherd.line.Holder;
import io.sunherd.link.DeviceAddress;
import java.io.PrintWriter;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A line to a device that this machine's hub holds is asked through it: the device is never shared.
 */
final class OwnHubLine implements Holder {
  private final SeedOptions options;
  private final PrintWriter out;
  private final PrintWriter err;

  OwnHubLine(SeedOptions options, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  @Override
  public OptionalInt ask(DeviceAddress device, long pid) throws InterruptedException {
    RunFile found = RunFile.of(pid).orElse(null);
    if (found == null) {
      return OptionalInt.empty();
    }
    String token = options.hub.token();
    HubClient hub = new HubClient(found.url(), token, found.trust());
    HubCommand command = new HubCommand(options, hub, out, err);
    if (token == null && !command.asks()) {
      throw new CommandFailure(
          Exit.REFUSED_BY_HUB,
          device
              + " is held by this machine's hub, which takes a setting from its users only. "
              + HubOptions.HOW_TO_LOG_IN);
    }
    String inverter = inverter(hub, device);
    return inverter == null
        ? OptionalInt.empty()
        : OptionalInt.of(command.run(inverter, "&max_age=0"));
  }

  /** The id of the inverter at a device; null where the hub does not say, or is not reached. */
  private static @Nullable String inverter(HubClient hub, DeviceAddress device)
      throws InterruptedException {
    JsonNode told;
    try {
      told = HubClient.json(HubClient.required(hub.get("api/v1/inverters")));
    } catch (CommandFailure e) {
      if (e.exit() == Exit.NO_VALID_ANSWER) {
        return null;
      }
      throw e;
    }
    for (JsonNode unit : told.path("inverters")) {
      String at = unit.path("device").asText("");
      if (!at.isEmpty() && isSame(at, device)) {
        return unit.path("id").asText();
      }
    }
    return null;
  }

  private static boolean isSame(String told, DeviceAddress device) {
    try {
      return DeviceAddress.parse(told).place().equals(device.place());
    } catch (IllegalArgumentException e) {
      return false; // of a kind that this program does not know
    }
  }
}
