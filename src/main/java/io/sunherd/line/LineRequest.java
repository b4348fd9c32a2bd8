package io.sunherd.line;

import io.sunherd.link.DeviceAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a line asks, however it was read.
 *
 * @param devices where; the first that can be opened is asked
 * @param status whether the live values are asked for, else the operation mode; without a command
 * @param command the code of a command, or null
 * @param value what is written behind the code, or null
 * @param json whether JSON is printed, else what the unit sent
 * @param protocol the id of a dialect, or {@link #AUTO}
 * @param verbose whether more is told on standard error
 */
public record LineRequest(
    List<DeviceAddress> devices,
    boolean status,
    @Nullable String command,
    @Nullable String value,
    boolean json,
    String protocol,
    boolean verbose) {

  /** The dialect is to be found out. */
  public static final String AUTO = "auto";

  /** Code and value as they go over the wire; empty without a command. */
  public String text() {
    return (command == null ? "" : command) + (value == null ? "" : value);
  }

  /** The name of the reading that is asked for without a command. */
  public String name() {
    return status ? "status" : "operation_mode";
  }

  boolean findsOut() {
    return protocol.equals(AUTO);
  }
}
