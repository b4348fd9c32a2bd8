package io.sunherd.trouble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.RunningHub;
import io.sunherd.SimulatedUnits;
import io.sunherd.TwinUnit;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.bus.SystemTotals;
import io.sunherd.config.HubConfig.Inverter;
import io.sunherd.protocol.field.Quantity;
import io.sunherd.sim.Profiles;
import io.sunherd.sim.Simulation;
import io.sunherd.sim.fault.Faults;
import io.sunherd.sim.line.LinePace;
import io.sunherd.sim.plant.Profile;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One hub over units of one family, each on a line of its own that is ill in its own way. Their day
 * goes by in jumps, so that at any time it is known what each of them has.
 */
@Timeout(240)
@ProcessTests
@Execution(ExecutionMode.CONCURRENT)
@DisplayName("Of units whose lines are ill, each in its own way,")
class IllLinesOfDialectsTest {
  private static final List<Faults.Kind> KINDS =
      List.of(
          Faults.Kind.CUT,
          Faults.Kind.CRC,
          Faults.Kind.GARBLE,
          Faults.Kind.NOISE,
          Faults.Kind.LATE,
          Faults.Kind.PIECES,
          Faults.Kind.DUPLICATE,
          Faults.Kind.STALE,
          Faults.Kind.ECHO,
          Faults.Kind.PARROT,
          Faults.Kind.ZEROS,
          Faults.Kind.NAK,
          Faults.Kind.SILENCE,
          Faults.Kind.DEAF);

  /** As many as a simulation serves. */
  private static final int MOST = 9;

  private static final int ILL_JUMPS = 2;
  private static final int TEXTS = 4;

  /** With these a unit answers all the same. */
  private static final Set<Faults.Kind> HARMLESS =
      Set.of(
          Faults.Kind.PIECES,
          Faults.Kind.DUPLICATE,
          Faults.Kind.ECHO,
          Faults.Kind.PARROT,
          Faults.Kind.ZEROS,
          Faults.Kind.DEAF);

  private static final int MOST_FAILURES = 2;

  @TempDir private Path folder;
  private final List<IllUnit> units = new ArrayList<>();
  private final List<Simulation> simulations = new ArrayList<>();
  private final DayInJumps day = new DayInJumps();
  private final BlockingQueue<String> streamed = new LinkedBlockingQueue<>();

  /** One of each family. */
  static List<String> profiles() {
    Map<String, String> first = new LinkedHashMap<>();
    for (Profile profile : Profiles.all()) {
      String family = profile.dialect().id().replaceFirst("^pi30.*", "pi30");
      first.putIfAbsent(family, profile.name());
    }
    first.put("pi30", Profiles.MAX.name());
    return List.copyOf(first.values());
  }

  private List<Inverter> plugIn(String profile) throws Exception {
    List<Inverter> inverters = new ArrayList<>();
    for (int first = 0; first < KINDS.size(); first += MOST) {
      int count = Math.min(MOST, KINDS.size() - first);
      long seed = 7 + first;
      Simulation simulation =
          Simulation.start(
              new Simulation.Options(
                  count,
                  false,
                  profile,
                  seed,
                  LinePace.NONE,
                  folder.resolve("from-" + first),
                  null,
                  day.clock()));
      simulations.add(simulation);
      for (int number = 1; number <= count; number++) {
        Inverter inverter =
            SimulatedUnits.inverter(
                first + number,
                simulation.addresses().get(number - 1),
                null,
                Duration.ofMillis(500));
        inverters.add(inverter);
        units.add(
            new IllUnit(
                inverter.id(),
                KINDS.get(first + number - 1),
                new TwinUnit(profile, seed, number),
                simulation,
                number));
      }
    }
    return inverters;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("profiles")
  @DisplayName("nothing is told that they do not have, and all are back once the lines are well")
  void nothingWrong(String profile) throws Exception {
    List<Inverter> inverters = plugIn(profile);
    ExecutorService askers = Executors.newFixedThreadPool(units.size());
    try (RunningHub hub = new RunningHub(inverters)) {
      listen(hub);
      for (IllUnit unit : units) {
        hub.await(0, unit.id(), Condition.ONLINE);
        assertNotEquals(
            unit.twin().values(status(unit), DayInJumps.moment(0)),
            unit.twin().values(status(unit), DayInJumps.moment(1)),
            "else nobody could tell");
      }
      awaitTotals(hub, 0, 0);
      for (IllUnit unit : units) {
        unit.order(unit.kind().name().toLowerCase(Locale.ROOT) + " " + unit.number() + " on");
      }
      for (int jump = 1; jump <= ILL_JUMPS; jump++) {
        day.jump();
        int now = jump;
        all(askers, unit -> ask(hub, unit, now));
      }
      int well = hub.now();
      units.forEach(unit -> unit.order("clear " + unit.number()));
      day.jump();
      awaitTotals(hub, well, ILL_JUMPS + 1);
      all(askers, unit -> ask(hub, unit, ILL_JUMPS + 1));
      for (IllUnit unit : units) {
        awaitOnline(hub, unit);
      }
      ToldValues told = new ToldValues(hub, units, day);
      List<String> frames = List.copyOf(streamed); // the streaming goes on
      told.areTrue();
      told.haveAll(frames);
    } finally {
      askers.shutdownNow();
      simulations.forEach(Simulation::close);
    }
  }

  private static void awaitOnline(RunningHub hub, IllUnit unit) throws Exception {
    for (int point = hub.now(); last(hub, unit).condition() != Condition.ONLINE; ) {
      hub.await(point, unit.id(), Condition.ONLINE);
      point = hub.now();
    }
  }

  private static InverterState last(RunningHub hub, IllUnit unit) {
    List<InverterState> states =
        hub.states(0).stream().filter(state -> state.inverter().equals(unit.id())).toList();
    return states.get(states.size() - 1);
  }

  private interface Deed {
    void of(IllUnit unit) throws Exception;
  }

  private void all(ExecutorService askers, Deed deed) throws Exception {
    List<Callable<Object>> calls = new ArrayList<>();
    for (IllUnit unit : units) {
      calls.add(
          () -> {
            deed.of(unit);
            return unit;
          });
    }
    for (Future<Object> done : askers.invokeAll(calls)) {
      done.get();
    }
  }

  private static String status(IllUnit unit) {
    return unit.twin().dialect().inquiry("status").orElseThrow().code();
  }

  /** Asks it for what could be taken for something else: the answers are of now. */
  private static void ask(RunningHub hub, IllUnit unit, int now) throws Exception {
    List<String> texts = new ArrayList<>(List.of(status(unit)));
    unit.twin().confusable(DayInJumps.moment(now)).stream()
        .skip(TEXTS * (now - 1L) % (2 * TEXTS))
        .limit(TEXTS)
        .forEach(texts::add);
    int failures = 0;
    boolean isAnswered = false;
    for (String text : texts) {
      var answer = hub.get("/cmds?max_age=0&cmd=" + text + "&inverter=" + unit.id());
      if (answer.statusCode() == 200) {
        JsonObject told = new JsonObject(answer.body());
        // what is told to be older is looked at by its time, afterwards
        Set.copyOf(told.getJsonObject(Reading.OLDER, new JsonObject()).fieldNames())
            .forEach(told::remove);
        assertEquals(
            Set.of(), unit.wrong(text, told.getMap(), now), () -> unit.kind() + " " + text);
        isAnswered = true;
      } else if (++failures == MOST_FAILURES) {
        break;
      }
    }
    assertTrue(isAnswered || !HARMLESS.contains(unit.kind()), () -> unit.kind() + " is silent");
  }

  /** All are counted, with what they have at that moment. */
  private void awaitTotals(RunningHub hub, int since, int jump) throws Exception {
    Map<Quantity, Long> sums = new EnumMap<>(Quantity.class);
    for (IllUnit unit : units) {
      for (Quantity quantity : List.of(Quantity.AC_WATT, Quantity.AC_VA)) {
        if (!unit.twin().dialect().carriers(quantity).isEmpty()) {
          sums.merge(quantity, unit.twin().amount(quantity, DayInJumps.moment(jump)), Long::sum);
        }
      }
    }
    hub.awaitTotals(
        since,
        totals ->
            totals.counted() == units.size()
                && sums.entrySet().stream().allMatch(sum -> isIn(totals, sum)));
  }

  private static boolean isIn(SystemTotals totals, Map.Entry<Quantity, Long> sum) {
    Number told = totals.values().get(sum.getKey().key());
    return told != null && told.longValue() == sum.getValue();
  }

  private void listen(RunningHub hub) {
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          private final StringBuilder text = new StringBuilder();

          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
              streamed.add(text.toString());
              text.setLength(0);
            }
            socket.request(1);
            return null;
          }
        };
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(URI.create(hub.url().replace("http", "ws") + "/stream"), listener)
        .join();
  }
}
