package io.sunherd.settings;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Change;
import io.sunherd.bus.Configured;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Order;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Receipt;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.Wiring;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.table.Allowed;
import io.sunherd.protocol.table.AmpsForm;
import io.sunherd.protocol.table.ChoiceForm;
import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.DigitsForm;
import io.sunherd.protocol.table.Form;
import io.sunherd.protocol.table.Setting;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is asked for, an inverter hears only well-formed settings, and the answer is true. */
@ProcessTests
class SettingsProperties {
  private static final Dialect DIALECT = Dialects.find("pi30max").orElseThrow();
  private static final Map<String, Map<String, Object>> DATA = new HashMap<>();
  private static final List<String> ORDERS = new CopyOnWriteArrayList<>();
  private static Vertx vertx;
  private static Path folder;

  @BeforeContainer
  static void start() throws Exception {
    folder = Files.createTempDirectory("settings");
    vertx = Vertx.vertx();
    RecordCodec.register(vertx.eventBus());
    for (Setting setting : DIALECT.settings()) {
      Setting.Proof proof = setting.proof();
      if (proof != null) {
        DATA.computeIfAbsent(proof.inquiry(), code -> new HashMap<>())
            .put(proof.key(), some(setting));
      }
    }
    DATA.put("QMCHGCR", Map.of("values", List.of(10, 30, 120)));
    DATA.get("QPIRI").put("battery_rating_voltage", 48.0);
    AtomicLong nanos = new AtomicLong();
    vertx
        .deployVerticle(
            new SettingsVerticle(
                new Configured(List.of(new Wiring("roof-1", null, null, 0))),
                folder.resolve("audit.jsonl"),
                1_000_000,
                InstantSource.system(),
                () -> nanos.addAndGet(SECONDS.toNanos(3))),
            new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))
        .await(20, SECONDS);
    vertx.eventBus().<Ask>consumer(Addresses.ask("roof-1"), SettingsProperties::tell);
    vertx.eventBus().<Order>consumer(Addresses.order("roof-1"), SettingsProperties::take);
    vertx
        .eventBus()
        .publish(
            Addresses.STATES,
            new InverterState(
                "roof-1",
                Condition.ONLINE,
                0,
                "x",
                DIALECT.id(),
                null,
                "9293",
                null,
                null,
                null,
                List.of()));
  }

  private static Object some(Setting setting) {
    if (setting.form() instanceof ChoiceForm choice) {
      return choice.choices().get(0);
    }
    if (setting.form() instanceof ClockForm) {
      return "2026-11-24T11:00:00";
    }
    boolean isSwitch = setting.form().kind() == Form.Kind.SWITCH;
    return isSwitch ? (Object) false : (Object) 0;
  }

  @AfterContainer
  static void stop() throws Exception {
    assertTrue(ORDERS.size() > 60, "only these were tried: " + ORDERS);
    vertx.close().await(20, SECONDS);
    Files.deleteIfExists(folder.resolve("audit.jsonl"));
    Files.delete(folder);
  }

  private static void tell(Message<Ask> message) {
    String command = message.body().command();
    Map<String, Object> data = DATA.get(command);
    if (data == null) {
      Failure.REFUSED.reply(message, command + " is not known here.");
    } else {
      message.reply(new Reading("roof-1", command, command, 0, 0, "(", data));
    }
  }

  /** Keeps what it is told, whatever that is. */
  private static void take(Message<Order> message) {
    String text = message.body().text();
    ORDERS.add(text);
    DIALECT
        .assignment(text)
        .ifPresent(
            assigned -> {
              Setting.Proof proof = assigned.setting().proof();
              if (proof != null) {
                DATA.get(proof.inquiry()).put(proof.key(), assigned.value());
              }
            });
    message.reply(new Receipt("roof-1", text, true, 0));
  }

  @Property(tries = 1000, seed = "20261124")
  void onlyWellFormedSettingsReachTheInverter(
      @ForAll("wishes") Asked asked, @ForAll boolean spelled) throws Exception {
    String name = asked.name();
    Object value = asked.value();
    int before = ORDERS.size();
    Verdict verdict =
        vertx
            .eventBus()
            .<Verdict>request(
                Addresses.CHANGE,
                new Change(
                    TappedHub.ANNA,
                    "roof-1",
                    name,
                    value == NONE ? null : value,
                    spelled,
                    true,
                    false))
            .await(20, SECONDS)
            .body();
    List<String> sent = ORDERS.subList(before, ORDERS.size());
    assertTrue(List.of(200, 400, 404).contains(verdict.status()), verdict::toString);
    assertTrue(sent.size() <= 1, sent::toString);
    for (String text : sent) {
      Dialect.Assignment assigned = DIALECT.assignment(text).orElseThrow();
      assertEquals(DIALECT.setting(name).orElseThrow().name(), assigned.setting().name());
      assertEquals(200, verdict.status(), verdict::toString);
      assertEquals(assigned.value(), verdict.body().get("requested"));
    }
    if (verdict.status() != 200) {
      assertEquals(List.of(), sent);
    }
  }

  private static final Object NONE = new Object();

  /** What is asked for: a name and a value that may or may not go together. */
  private record Asked(String name, Object value) {}

  @Provide
  Arbitrary<Asked> wishes() {
    Arbitrary<Asked> fitting =
        Arbitraries.of(DIALECT.settings())
            .flatMap(setting -> fitting(setting).map(value -> new Asked(setting.name(), value)));
    Arbitrary<Asked> wild = Combinators.combine(Arbitraries.of(known()), values()).as(Asked::new);
    Arbitrary<Asked> unknown =
        Combinators.combine(Arbitraries.strings().ofMaxLength(80), values()).as(Asked::new);
    return Arbitraries.oneOf(fitting, wild, unknown);
  }

  private static Arbitrary<Object> fitting(Setting setting) {
    if (setting.form() instanceof ChoiceForm choice) {
      return Arbitraries.of(choice.choices()).map(word -> (Object) word);
    }
    if (setting.form() instanceof DigitsForm digits) {
      Allowed allowed = digits.allowed(48.0).orElseThrow();
      long steps = Math.round((allowed.max() - allowed.min()) / allowed.step());
      return steps < 0
          ? Arbitraries.of(allowed.also()).map(number -> (Object) number)
          : Arbitraries.longs()
              .between(0, steps)
              .map(step -> (Object) (allowed.min() + step * allowed.step()));
    }
    if (setting.form() instanceof AmpsForm) {
      return Arbitraries.of(2, 10, 30, 120, 130);
    }
    return Arbitraries.of(true, false, "now", "1255000255");
  }

  private static List<String> known() {
    List<String> names = new ArrayList<>();
    for (Setting setting : DIALECT.settings()) {
      names.add(setting.name());
      names.addAll(setting.codes());
    }
    return names;
  }

  private static Arbitrary<Object> values() {
    List<String> words =
        Arrays.asList(
            "AGM",
            "user",
            "solar_first",
            "sbu",
            "53.0",
            "010",
            "0010",
            "1",
            "",
            "now",
            "53.0\rPF",
            "(ACK",
            "2026-11-24T12:00:00",
            "111",
            "1255000255");
    return Arbitraries.oneOf(
        Arbitraries.of(words).map(word -> (Object) word),
        Arbitraries.strings().ofMaxLength(3000).map(text -> (Object) text),
        Arbitraries.doubles().between(-10, 1000).ofScale(1).map(number -> (Object) number),
        Arbitraries.integers().between(-5, 999).map(number -> (Object) number),
        Arbitraries.doubles().map(number -> (Object) number),
        Arbitraries.of(true, false).map(is -> (Object) is),
        Arbitraries.of(NONE, List.of(1), Map.of("a", 1)));
  }
}
