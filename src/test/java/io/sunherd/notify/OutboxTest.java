package io.sunherd.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sunherd.bus.alarm.Alarm;
import io.sunherd.bus.alarm.AlarmKind;
import io.sunherd.config.Notice;
import io.sunherd.notify.Letter.Stage;
import io.sunherd.notify.SendFailure.Kind;
import io.sunherd.suite.PureTests;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@PureTests
@DisplayName("What a target is told")
class OutboxTest {
  private static final Alarm FAULT = Raised.alarm("f1", AlarmKind.FAULT, "roof-1");

  private final List<Letter> said = new ArrayList<>();
  private long nowMs = 1_000_000;

  /** By how much the time of day was set. */
  private long setMs;

  private Outbox outbox = outbox(List.of(), "info", 30);

  private Outbox outbox(List<String> kinds, String severity, int delay) {
    return outbox(kinds, severity, delay, List.of());
  }

  private Outbox outbox(List<String> kinds, String severity, int delay, List<Outbox.Kept> kept) {
    return new Outbox(
        new Notice.Target(
            new Notice.Ntfy(URI.create("https://ntfy.example/roof"), Map.of()),
            kinds,
            severity,
            Duration.ofSeconds(delay)),
        kept,
        nowMs);
  }

  /** Time passes, second by second; what is due arrives. */
  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      nowMs += 1_000;
      Optional<Letter> letter = next();
      letter.ifPresent(
          one -> {
            said.add(one);
            outbox.sent();
          });
    }
  }

  /** Time passes, and nothing arrives; tells how often it was tried. */
  private int passInVain(int seconds, Kind why) {
    int tries = 0;
    for (int i = 0; i < seconds; i++) {
      nowMs += 1_000;
      if (next().isPresent()) {
        tries++;
        outbox.failed(why, nowMs);
      }
    }
    return tries;
  }

  private Optional<Letter> next() {
    return outbox.next(nowMs, Raised.SINCE + setMs);
  }

  private void restart() {
    List<Outbox.Kept> kept =
        KeptOutboxes.parse(KeptOutboxes.text(Map.of("a", outbox.kept()))).get("a");
    outbox = outbox(List.of(), "info", 30, kept);
  }

  private void accept(Alarm alarm) {
    outbox.accept(alarm, nowMs);
  }

  private void says(String... stages) {
    assertEquals(
        List.of(stages),
        said.stream().map(one -> one.stage() + " " + one.alarms().size()).toList());
  }

  @Test
  @DisplayName("is an alarm that has lasted for the delay, once, and once that it is over")
  void once() {
    accept(FAULT);
    pass(29);
    says();
    pass(6);
    says("RAISED 1");
    accept(FAULT.acknowledged("ann"));
    outbox.accept(List.of(FAULT), nowMs);
    pass(600);
    accept(Raised.over(FAULT));
    pass(600);
    says("RAISED 1", "OVER 1");
    assertTrue(outbox.kept().isEmpty());
  }

  @Test
  @DisplayName("is nothing of what comes and goes within the delay, however often")
  void flapping() {
    for (int i = 0; i < 50; i++) {
      Alarm brief = Raised.alarm("f" + i, AlarmKind.FAULT, "roof-1");
      accept(brief);
      pass(25);
      accept(Raised.over(brief));
      pass(3);
    }
    says();
    assertTrue(outbox.kept().isEmpty());
  }

  @Test
  @DisplayName("of a storm of nine units is one message, and one when all of it is over")
  void storm() {
    List<Alarm> nine = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      nine.add(Raised.alarm("g" + i, AlarmKind.UNIT_OFFLINE, "roof-" + i, i == 1 ? null : "g1"));
    }
    for (Alarm alarm : nine) {
      accept(alarm);
      pass(6);
    }
    pass(60);
    says("RAISED 6"); // those that there were 35 s after the first; the others have its cause
    for (Alarm alarm : nine) {
      says("RAISED 6");
      accept(Raised.over(alarm));
      pass(6);
    }
    pass(60);
    says("RAISED 6", "OVER 9");
  }

  @Test
  @DisplayName("of alarms without a common cause that were raised at one time is one message, too")
  void atOnce() {
    accept(FAULT);
    pass(3);
    Alarm low = Raised.alarm("b1", AlarmKind.BATTERY_LOW, null);
    accept(low);
    pass(1);
    accept(Raised.alarm("h1", AlarmKind.HISTORY_FAILING, null));
    pass(10);
    accept(Raised.alarm("w1", AlarmKind.WARNING, "roof-3"));
    pass(60);
    says("RAISED 3", "RAISED 1");
    accept(Raised.over(low));
    pass(5);
    says("RAISED 3", "RAISED 1", "OVER 1");
    assertEquals(List.of("b1"), said.get(2).alarms().stream().map(Alarm::id).toList());
    accept(Raised.over(FAULT));
    pass(5);
    says("RAISED 3", "RAISED 1", "OVER 1", "OVER 1");
    assertEquals("f1-over", said.get(3).id());
  }

  @Test
  @DisplayName("at one time is over for each cause alone, also where the hub crashed meanwhile")
  void overByCause() {
    Alarm one = Raised.alarm("g1", AlarmKind.UNIT_OFFLINE, "roof-1");
    Alarm other = Raised.alarm("g2", AlarmKind.UNIT_OFFLINE, "roof-2", "g1");
    accept(FAULT);
    accept(one);
    accept(other);
    nowMs += 60_000;
    assertEquals(3, next().orElseThrow().alarms().size());
    restart();
    outbox.accept(List.of(FAULT, one, other), nowMs);
    accept(Raised.over(one));
    pass(60);
    says();
    accept(Raised.over(other));
    pass(5);
    says("OVER 2");
    accept(Raised.over(FAULT));
    pass(5);
    says("OVER 2", "OVER 1");
    assertTrue(outbox.kept().isEmpty());
  }

  @Test
  @DisplayName("is what its kinds and its severity say; a lost grid only where it is named")
  void chosen() {
    Alarm grid = Raised.alarm("g", AlarmKind.GRID_LOST, "roof-1");
    List<Alarm> all =
        List.of(
            FAULT,
            grid,
            Raised.alarm("w", AlarmKind.WARNING, "roof-1"),
            Raised.alarm("i", AlarmKind.IMBALANCE, "roof-1"));
    assertEquals(3, told(all, List.of(), "info"));
    assertEquals(2, told(all, List.of(), "warning"));
    assertEquals(1, told(all, List.of(), "fault"));
    assertEquals(2, told(all, List.of("fault", "grid_lost"), "info"));
    assertEquals(1, told(all, List.of("fault", "grid_lost"), "warning"));
  }

  private int told(List<Alarm> alarms, List<String> kinds, String severity) {
    said.clear();
    outbox = outbox(kinds, severity, 0);
    alarms.forEach(this::accept);
    pass(10);
    assertEquals(1, said.size());
    return said.get(0).alarms().size();
  }

  @Test
  @DisplayName(
      "while the network is gone is the newest when it is back, and nothing as if it lasted")
  void networkGone() {
    Alarm low = Raised.alarm("b1", AlarmKind.BATTERY_LOW, null);
    accept(FAULT);
    passInVain(60, Kind.UNREACHED);
    accept(low);
    passInVain(600, Kind.UNREACHED);
    accept(Raised.over(FAULT));
    int tries = passInVain(3_600, Kind.UNREACHED);
    assertTrue(tries > 5 && tries < 20, "tries an hour: " + tries);
    pass(600);
    says("OVER 1", "RAISED 1");
    assertEquals(List.of(low), said.get(1).alarms());
    assertEquals(0, outbox.droppedCount());
  }

  @Test
  @DisplayName("is bounded: what is over goes first, then the oldest")
  void bounded() {
    for (int i = 0; i < 5 * Outbox.MOST; i++) {
      Alarm alarm = Raised.alarm("f" + i, AlarmKind.FAULT, "roof-1");
      accept(alarm);
      passInVain(60, Kind.UNREACHED);
      if (i > 0) {
        accept(Raised.over(alarm));
      }
      assertTrue(outbox.kept().size() <= Outbox.MOST);
    }
    assertEquals(4 * Outbox.MOST, outbox.droppedCount());
    pass(4_000);
    assertEquals(Outbox.MOST, said.size());
    assertEquals("f0", said.get(0).alarms().get(0).id()); // which lasts
    assertEquals(Stage.RAISED, said.get(0).stage());
  }

  @Test
  @DisplayName("is given up where it is refused for good, and not told as over then")
  void refused() {
    accept(FAULT);
    assertEquals(1, passInVain(10_000, Kind.REFUSED));
    assertEquals(1, outbox.droppedCount());
    accept(Raised.over(FAULT));
    pass(600);
    says();
    assertTrue(outbox.kept().isEmpty());
  }

  @Test
  @DisplayName("is tried ten times where the target fails, five where it breaks off")
  void limited() {
    accept(FAULT);
    assertEquals(10, passInVain(10_000, Kind.BUSY));
    accept(Raised.over(FAULT));
    accept(Raised.alarm("f2", AlarmKind.FAULT, "roof-1"));
    assertEquals(5, passInVain(10_000, Kind.BROKEN));
    pass(600);
    says();
  }

  @Test
  @DisplayName("is not sent again where nobody knows whether it has arrived")
  void unsure() {
    accept(FAULT);
    assertEquals(1, passInVain(10_000, Kind.UNSURE));
    assertEquals(1, outbox.unsureCount());
    assertEquals(0, outbox.droppedCount());
    accept(Raised.over(FAULT));
    pass(60);
    says("OVER 1");
  }

  @Test
  @DisplayName("goes on after a restart: nothing twice, and what is over as over")
  void restarted() {
    Alarm low = Raised.alarm("b1", AlarmKind.BATTERY_LOW, null);
    accept(FAULT);
    pass(60);
    accept(low);
    restart();
    pass(3);
    outbox.accept(List.of(FAULT, low), nowMs);
    pass(60);
    says("RAISED 1", "RAISED 1");
    accept(Raised.over(low));
    pass(5);
    says("RAISED 1", "RAISED 1", "OVER 1");
    restart();
    pass((int) (Outbox.UNHEARD_MS / 1_000) + 5); // nobody knows of the fault any more
    says("RAISED 1", "RAISED 1", "OVER 1", "OVER 1");
  }

  @Test
  @DisplayName(
      "is not sent again after a crash on its way, nor where the alarm has another id then")
  void crashed() {
    accept(FAULT);
    nowMs += 60_000;
    assertTrue(next().isPresent());
    restart();
    accept(Raised.alarm("anew", AlarmKind.FAULT, "roof-1"));
    pass(600);
    says();
    accept(Raised.over(Raised.alarm("anew", AlarmKind.FAULT, "roof-1")));
    pass(600);
    says("OVER 1");
  }

  @Test
  @DisplayName("that was given up is tried again after a restart")
  void mended() {
    accept(FAULT);
    passInVain(60, Kind.REFUSED);
    restart();
    outbox.accept(List.of(FAULT), nowMs);
    pass(60);
    says("RAISED 1");
  }

  @Test
  @DisplayName("is the same, once and as soon, whatever the time of day is set to meanwhile")
  void clockSet() {
    accept(FAULT);
    for (long hours : new long[] {1, -1, 24, -24, 0}) {
      setMs = hours * 3_600_000;
      pass(6);
    }
    says();
    pass(5);
    says("RAISED 1");
    setMs = -24 * 3_600_000L;
    assertEquals(0, passInVain(3_600, Kind.UNREACHED), "nothing more is to be told");
    accept(Raised.over(FAULT));
    setMs = 24 * 3_600_000L;
    int tries = passInVain(600, Kind.UNREACHED);
    setMs = -24 * 3_600_000L;
    pass(300);
    assertTrue(tries > 1, "it was tried again and again");
    says("RAISED 1", "OVER 1");
  }

  @Test
  @DisplayName(
      "is over, once, where nothing is heard of it after a restart with the clock set back")
  void clockSetBackWhileItWasOff() {
    accept(FAULT);
    pass(60);
    restart();
    setMs = -24 * 3_600_000L;
    pass(1_800);
    says("RAISED 1", "OVER 1");
    Alarm over = said.get(1).alarms().get(0);
    assertTrue(Objects.requireNonNull(over.cleared()) >= over.since(), over::toString);
  }
}
