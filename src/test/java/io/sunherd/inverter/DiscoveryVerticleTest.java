package io.sunherd.inverter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Failure;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.Reading;
import io.sunherd.inverter.parallel.DiscoveryVerticle;
import io.sunherd.suite.ProcessTests;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Discovery, by a clock that stands until it is moved. */
@Timeout(60)
@ProcessTests
class DiscoveryVerticleTest {
  private static final Set<String> SYSTEM = Set.of("roof-1", "roof-2");
  private static final String NOBODY = "00000000000000";
  private static final String ONE = "92932004102441";
  private static final String TWO = "92932004102442";
  private static final String THREE = "92932004102443";

  private final SystemOfUnits system = new SystemOfUnits(9);
  private final AtomicLong nanos = new AtomicLong(-7);
  private final List<String> bus = new CopyOnWriteArrayList<>(List.of(ONE, TWO, THREE));
  private final Map<String, Failure> failing = new ConcurrentHashMap<>();
  private volatile boolean exists = true;
  private volatile @Nullable Integer most = 9;

  @AfterEach
  void stop() throws Exception {
    system.close();
  }

  private void scout(String... inverters) throws Exception {
    system
        .vertx
        .deployVerticle(
            new DiscoveryVerticle(
                List.of(inverters), system.clock, nanos::get, Duration.ofMillis(1)))
        .await(5, TimeUnit.SECONDS);
  }

  /** Stands in for an inverter; answers as the bus is. */
  private void standIn(String id) throws Exception {
    system
        .vertx
        .eventBus()
        .<Ask>consumer(Addresses.ask(id), message -> answer(id, message))
        .completion()
        .await(5, TimeUnit.SECONDS);
  }

  private void answer(String id, Message<Ask> message) {
    String command = message.body().command();
    system.asked(id, command);
    Failure failure = failing.get(command);
    if (failure != null) {
      failure.reply(message, command + " has failed.");
      return;
    }
    Map<String, @Nullable Object> data = new HashMap<>();
    if (command.equals("settings")) {
      data.put("parallel_max_num", most);
    } else if (command.startsWith("QPGS")) {
      int number = command.charAt(4) - '0';
      boolean there = SYSTEM.contains(id) && number < bus.size();
      String serial = there ? bus.get(number) : NOBODY;
      data.put("exists", exists && !serial.equals(NOBODY));
      data.put("serial_number", serial);
      data.put("work_mode", "battery");
      data.put("output_mode", "parallel");
    }
    message.reply(new Reading(id, command, command, 0, 0, "(", data));
  }

  private void state(String id, Condition condition, @Nullable String serial) {
    system
        .vertx
        .eventBus()
        .publish(
            Addresses.STATES,
            new InverterState(
                id, condition, 0, "sim:x", "pi30max", null, serial, null, null, null, List.of()));
  }

  private void forward(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  private long count(String question) {
    String[] words = question.split(" ", -1);
    return system.count(words[0], words[1]);
  }

  private void awaitAsked(String question, int times) throws InterruptedException {
    String[] words = question.split(" ", -1);
    system.awaitAsked(words[0], words[1], times);
  }

  private Member awaitMember(String serial, boolean present) throws InterruptedException {
    return system.awaitMember(
        member -> member.serial().equals(serial) && member.present() == present);
  }

  /** Another inverter comes; once it was asked, whoever was due before it has been, too. */
  private void letItAskAnother(String id) throws Exception {
    standIn(id);
    state(id, Condition.ONLINE, null);
    awaitAsked(id + " QPGS0", 1);
  }

  /** One that gives no good reply is asked three times, half a minute apart. */
  private void askThreeTimes() throws Exception {
    standIn("roof-1");
    scout("roof-1", "roof-6", "roof-7", "roof-8", "roof-9");
    state("roof-1", Condition.ONLINE, ONE);
    for (int times = 1; times <= 3; times++) {
      awaitAsked("roof-1 QPGS0", times);
      letItAskAnother("roof-" + (5 + times));
      forward(Duration.ofSeconds(30));
    }
  }

  @Test
  void oneCableFindsAllNine() throws Exception {
    scout("roof-1");
    system.deploy(1, null);
    for (int i = 1; i <= 9; i++) {
      Member member = awaitMember(system.herd.serial("parallel-" + i), true);
      assertEquals(i - 1, member.number());
      assertEquals("roof-1", member.via());
      assertEquals("parallel", member.outputMode());
      assertEquals(system.clock.millis(), member.at());
      assertEquals(awaitMember(system.herd.serial("parallel-1"), true).system(), member.system());
    }
    Reading role = system.awaitReading(reading -> reading.code().equals("Q1"));
    assertEquals("master", role.data().get("parallel_role"));
  }

  @Test
  void oneOfASystemIsAskedAndEachForItsRole() throws Exception {
    standIn("roof-1");
    standIn("roof-2");
    scout("roof-1", "roof-2");
    state("roof-1", Condition.ONLINE, ONE);
    state("roof-2", Condition.ONLINE, TWO);
    awaitAsked("roof-2 Q1", 1);
    assertEquals(1, count("roof-1 Q1"));
    assertEquals(1, count("roof-1 QPGS4"));
    assertEquals(0, count("roof-1 QPGS5"));
    assertEquals(0, count("roof-2 QPGS"));
    assertEquals(ONE, awaitMember(THREE, true).system());
  }

  @Test
  void everyFiveMinutesItLooksAgain() throws Exception {
    standIn("roof-1");
    scout("roof-1", "roof-8", "roof-9");
    state("roof-1", Condition.ONLINE, ONE);
    awaitMember(THREE, true);
    forward(Duration.ofMinutes(5).minusNanos(1));
    letItAskAnother("roof-8");
    assertEquals(1, count("roof-1 QPGS0"));
    forward(Duration.ofNanos(1));
    awaitAsked("roof-1 QPGS0", 2);
  }

  @Test
  void aUnitThatIsNotThereAnyMoreIsToldOnce() throws Exception {
    standIn("roof-1");
    scout("roof-1");
    state("roof-1", Condition.ONLINE, ONE);
    awaitMember(TWO, true);
    bus.remove(TWO);
    forward(Duration.ofMinutes(5));
    Member gone = awaitMember(TWO, false);
    assertEquals(ONE, gone.system());
    assertEquals(1, system.awaitMember(m -> m.serial().equals(THREE) && m.number() == 1).number());
    assertTrue(system.members(THREE).stream().allMatch(Member::present));
  }

  @Test
  void aReplyThatFailedMakesNobodyVanish() throws Exception {
    standIn("roof-1");
    scout("roof-1");
    state("roof-1", Condition.ONLINE, ONE);
    awaitMember(THREE, true);
    failing.put("QPGS1", Failure.GARBLED);
    forward(Duration.ofMinutes(5));
    awaitAsked("roof-1 Q1", 2);
    assertTrue(system.members(TWO).stream().allMatch(Member::present));
    forward(Duration.ofMinutes(5));
    awaitAsked("roof-1 Q1", 3);
    assertTrue(system.members(TWO).stream().allMatch(Member::present));
  }

  @Test
  void theSystemKeepsItsKeyWhenTheSmallestSerialNumberGoes() throws Exception {
    bus.remove(ONE);
    bus.add(ONE);
    standIn("roof-2");
    scout("roof-2");
    state("roof-2", Condition.ONLINE, TWO);
    awaitMember(ONE, true);
    bus.remove(ONE);
    forward(Duration.ofMinutes(5));
    awaitMember(ONE, false);
    List<Member> told = system.members(THREE);
    assertEquals(ONE, told.get(told.size() - 1).system());
  }

  @Test
  void aSingleUnitThatCallsItselfAbsentIsInNoSystem() throws Exception {
    bus.retainAll(List.of(ONE));
    exists = false;
    standIn("roof-1");
    scout("roof-1");
    state("roof-1", Condition.ONLINE, ONE);
    assertNull(awaitMember(ONE, true).system());
    assertEquals(1, count("roof-1 QPGS"));
  }

  @Test
  void oneThatRefusesThreeTimesIsLeftAloneForAnHour() throws Exception {
    failing.put("QPGS0", Failure.REFUSED);
    askThreeTimes();
    forward(Duration.ofMinutes(59));
    letItAskAnother("roof-9");
    assertEquals(3, count("roof-1 QPGS0"));
    assertEquals(0, count("roof-1 QPGS1"));
    forward(Duration.ofMinutes(1));
    awaitAsked("roof-1 QPGS0", 4);
  }

  @ParameterizedTest
  @EnumSource(names = {"GARBLED", "SILENT", "OFFLINE"})
  void oneThatCannotBeHeardIsNotProvenAlone(Failure failure) throws Exception {
    failing.put("QPGS0", failure);
    askThreeTimes();
    letItAskAnother("roof-9");
    assertEquals(3, count("roof-1 QPGS0"));
    forward(Duration.ofMinutes(5));
    awaitAsked("roof-1 QPGS0", 4);
    assertEquals(List.of(), system.members(ONE));
  }

  @Test
  void oneThatCannotBeParalleledIsNotAsked() throws Exception {
    most = null;
    standIn("roof-1");
    scout("roof-1", "roof-9");
    state("roof-1", Condition.ONLINE, ONE);
    awaitAsked("roof-1 settings", 1);
    standIn("roof-9");
    state("roof-9", Condition.ONLINE, TWO);
    awaitAsked("roof-9 settings", 1);
    assertEquals(0, count("roof-1 QPGS0"));
  }

  @Test
  void whenACableDiesItsUnitIsLookedForThroughAnother() throws Exception {
    standIn("roof-1");
    standIn("roof-2");
    scout("roof-1", "roof-2");
    state("roof-1", Condition.ONLINE, ONE);
    awaitMember(THREE, true);
    state("roof-2", Condition.ONLINE, TWO);
    forward(Duration.ofSeconds(15));
    state("roof-1", Condition.OFFLINE, ONE);
    awaitAsked("roof-2 QPGS0", 1);
    system.awaitMember(m -> m.serial().equals(ONE) && m.via().equals("roof-2"));
    state("roof-2", Condition.OFFLINE, TWO);
    for (String serial : List.of(ONE, TWO, THREE)) {
      awaitMember(serial, false);
    }
  }
}
