package io.sunherd.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sunherd.line.CommandFailure;
import io.sunherd.line.Exit;
import io.sunherd.line.Holder;
import io.sunherd.link.DeviceAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;
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
    RunFile found = runFile(pid);
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
    String inverter = inverter(hub, found, device);
    return inverter == null
        ? OptionalInt.empty()
        : OptionalInt.of(command.run(inverter, "&max_age=0"));
  }

  private static @Nullable RunFile runFile(long pid) {
    try {
      return RunFile.of(pid).orElse(null);
    } catch (IOException e) {
      return null; // this system does not say who owns a file
    }
  }

  /** The id of the inverter at a device; null where the hub does not say, or is not reached. */
  private static @Nullable String inverter(HubClient hub, RunFile file, DeviceAddress device)
      throws InterruptedException {
    JsonNode told;
    try {
      told = HubClient.json(HubClient.required(hub.get("api/v1/inverters")));
    } catch (CommandFailure e) {
      if (e.getCause() instanceof SSLException) {
        throw stranger(device, file, e);
      }
      if (e.exit() == Exit.NO_VALID_ANSWER) {
        return null;
      }
      throw e;
    }
    String found = null;
    for (JsonNode unit : told.path("inverters")) {
      String at = unit.path("device").asText("");
      if (!at.isEmpty() && isSame(at, device)) {
        found = unit.path("id").asText();
        if (unit.path("state").asText().equals("online")) {
          return found;
        }
      }
    }
    return found; // a unit that has moved may be listed with this device, too
  }

  private static CommandFailure stranger(DeviceAddress device, RunFile file, CommandFailure e) {
    return new CommandFailure(
        Exit.NO_VALID_ANSWER,
        device
            + " is held by this machine's hub, but what answers at "
            + file.url()
            + " does not show the certificate that the hub told of: start the hub again.",
        e);
  }

  private static boolean isSame(String told, DeviceAddress device) {
    try {
      DeviceAddress at = DeviceAddress.parse(told);
      boolean isAny =
          device.kind() == DeviceAddress.Kind.USB && device.path().equals(DeviceAddress.AUTO);
      return at.place().equals(device.place()) || (isAny && at.kind() == device.kind());
    } catch (IllegalArgumentException e) {
      return false; // a kind of device that this program does not know
    }
  }
}
