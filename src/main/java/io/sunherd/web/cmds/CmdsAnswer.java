package io.sunherd.web.cmds;

import io.sunherd.request.Problem;
import io.sunherd.web.live.Held;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to /cmds, made when all of its inquiries are done.
 *
 * <p>The status is 200 if any succeeded; else it is the highest of the failures', since the client
 * can correct its own mistakes (4xx) only once the unit answers at all (5xx). Such an answer has
 * the sentence of that failure under {@code error} in addition to its usual content.
 *
 * @param query the request
 * @param asked the results by inverter and cmd, each a success or a {@link Problem}
 */
record CmdsAnswer(CmdsQuery query, Map<String, Map<String, Future<Held>>> asked) {

  /** The failure of the whole, or null where anything succeeded. */
  @Nullable Problem problem() {
    return worst(asked.values().stream().flatMap(byCmd -> byCmd.values().stream()).toList());
  }

  /** The reading that came first; empty where all failed. */
  Optional<Held> oldest(long nowMs) {
    return asked.values().stream()
        .flatMap(byCmd -> byCmd.values().stream())
        .filter(Future::succeeded)
        .map(Future::result)
        .max(Comparator.comparingLong(held -> held.ageMs(nowMs)));
  }

  /** The JSON body. */
  Buffer body() {
    if (!query.everyUnit()) {
      return body(asked.values().iterator().next());
    }
    Map<String, Buffer> members = members(problem());
    asked.forEach((inverter, byCmd) -> members.put(inverter, body(byCmd)));
    return object(members);
  }

  private Buffer body(Map<String, Future<Held>> byCmd) {
    if (query.merge()) {
      return merged(byCmd);
    }
    if (query.cmds().size() == 1) {
      return value(byCmd.values().iterator().next());
    }
    Map<String, Buffer> members = members(worst(byCmd.values()));
    byCmd.forEach((cmd, future) -> members.put(cmd, value(future)));
    return object(members);
  }

  private static Buffer merged(Map<String, Future<Held>> byCmd) {
    Map<String, @Nullable Object> flat = new LinkedHashMap<>();
    Map<String, String> errors = new LinkedHashMap<>();
    Problem worst = worst(byCmd.values());
    if (worst != null) {
      flat.putAll(worst.json());
    }
    byCmd.forEach(
        (cmd, future) -> {
          if (future.succeeded()) {
            flat.putAll(future.result().reading().data());
          } else {
            errors.put(cmd, ((Problem) future.cause()).sentence());
          }
        });
    if (!errors.isEmpty()) {
      flat.put("errors", errors);
    }
    return Json.encodeToBuffer(flat);
  }

  private static @Nullable Problem worst(Collection<Future<Held>> futures) {
    if (futures.stream().anyMatch(Future::succeeded)) {
      return null;
    }
    return futures.stream()
        .map(future -> (Problem) future.cause())
        .max(Comparator.comparingInt(Problem::status))
        .orElse(null);
  }

  private static Buffer value(Future<Held> future) {
    return future.succeeded()
        ? future.result().json()
        : Json.encodeToBuffer(((Problem) future.cause()).json());
  }

  private static Map<String, Buffer> members(@Nullable Problem problem) {
    Map<String, Buffer> members = new LinkedHashMap<>();
    if (problem != null) {
      members.put("error", Json.encodeToBuffer(problem.sentence()));
    }
    return members;
  }

  private static Buffer object(Map<String, Buffer> members) {
    Buffer object = Buffer.buffer("{");
    members.forEach(
        (key, value) -> {
          object.appendString(object.length() == 1 ? "" : ",");
          object.appendBuffer(Json.encodeToBuffer(key)).appendString(":").appendBuffer(value);
        });
    return object.appendString("}");
  }
}
