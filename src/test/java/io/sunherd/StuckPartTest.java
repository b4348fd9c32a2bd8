package io.sunherd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.ConfigState;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A device whose driver hangs holds up its own inverter, and no change of the configuration. */
@Timeout(120)
@ProcessTests
class StuckPartTest {
  private static final String ONE = "{id: roof-1, device: 'sim:parallel-1'}";
  private static final String TWO = "{id: roof-2, device: 'sim:parallel-2'}";
  private static final String THREE = "{id: roof-3, device: 'sim:parallel-3'}";

  @TempDir private Path folder;

  private static String text(String... inverters) {
    return "http: {host: 127.0.0.1, port: 0}\ninverters: [" + String.join(", ", inverters) + "]\n";
  }

  private static void apply(LiveHub live, String text) throws Exception {
    String version = live.config().getString("version");
    int mark = live.hub.now();
    live.write(text);
    ConfigState state = live.await(mark, s -> !s.version().equals(version));
    assertEquals(List.of(), state.mistakes());
  }

  @Test
  void isLeftBehindAndItsNameIsFree() throws Exception {
    try (LiveHub live = LiveHub.withStuck(folder, text(ONE, TWO), "parallel-1")) {
      live.hub.await(0, "roof-1", Condition.ONLINE);
      live.hub.await(0, "roof-2", Condition.ONLINE);
      live.stick();
      int stuck = live.hub.now();
      apply(live, text(TWO, THREE));
      live.hub.await(0, "roof-3", Condition.ONLINE);
      assertEquals(200, live.hub.get("/cmds?cmd=status&max_age=0&inverter=roof-2").statusCode());
      assertEquals(404, live.hub.get("/cmds?cmd=status&inverter=roof-1").statusCode());

      // Another one of that name has a thread of its own, and tells what is wrong.
      int mark = live.hub.now();
      apply(live, text(ONE, TWO, THREE));
      live.hub.await(
          mark,
          InverterState.class,
          state ->
              state.inverter().equals("roof-1")
                  && String.valueOf(state.error()).contains("is in use by roof-1"));
      JsonObject answer =
          new JsonObject(live.hub.get("/cmds?cmd=status&max_age=0&inverter=roof-1").body());
      assertTrue(answer.getString("error").contains("is in use by roof-1"), answer::encode);

      live.unstick();
      live.hub.await(mark, "roof-1", Condition.ONLINE);
      assertEquals(
          List.of(),
          live.hub.states(stuck).stream()
              .filter(state -> String.valueOf(state.error()).contains("has let it go"))
              .toList(),
          "who was left behind says nothing any more");
    }
  }
}
