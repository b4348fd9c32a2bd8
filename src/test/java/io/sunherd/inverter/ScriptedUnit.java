package io.sunherd.inverter;

import static io.sunherd.inverter.exchange.ScriptedLink.chunk;

import io.sunherd.ForeignAnswers;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Reading;
import io.sunherd.inverter.exchange.ExchangeOutcome;
import io.sunherd.inverter.exchange.InterruptibleOpener;
import io.sunherd.inverter.exchange.ScriptedLink;
import io.sunherd.inverter.exchange.ScriptedLink.Chunk;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.Dialects;
import io.sunherd.protocol.frame.Framing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

/** A unit that answers by a list, and its owner, on a clock that nobody waits for. */
final class ScriptedUnit {
  static final Framing PI30 = Dialects.common().framing();
  static final Framing PI18 = Dialects.find("pi18").orElseThrow().framing();
  static final String STATUS =
      "230.0 50.0 230.0 50.0 0500 0400 010 400 52.00 000 080 0040 0000 000.0 00.00 00005"
          + " 00010000 00 00 00000 010";
  static final String RATINGS =
      "230.0 21.7 230.0 50.0 21.7 5000 5000 48.0 46.0 42.0 56.4 54.0 2 30 060 0 1 2 9 01 0 0 54.0 0"
          + " 1";
  private static final Duration TICK = Duration.ofMillis(1);

  final ScriptedLink link = new ScriptedLink();

  /** What it answers, by the text of a request: QPIGS, or ^P005GS. */
  final Map<String, String> answers = new HashMap<>();

  /** What it answers before that. */
  final Map<String, Queue<String>> firstAnswers = new HashMap<>();

  final Set<String> silent = new HashSet<>();

  /** What it answers in five pieces, a second apart. */
  final Set<String> slowly = new HashSet<>();

  /** With so many milliseconds between them it answers in three pieces; 0 for in one. */
  long pauseMs;

  final List<InverterState> states = new ArrayList<>();
  final List<Reading> readings = new ArrayList<>();

  /** Neither hears nor answers, as at night or with the cable pulled. */
  boolean off;

  /** How many requests it sleeps through. */
  int sleepsFor;

  /** What is sent comes back. */
  boolean echoes;

  /** What it does not take it says back. */
  boolean parrots;

  /** Answers in place of its own, with framing that knows nothing of the hub's. */
  ForeignAnswers foreign;

  /** What it says to what is not in its answers; an empty one is silence. */
  byte[] otherwise = PI30.reply("NAK");

  /** Where else it may be: nothing answers there. */
  final List<DeviceAddress> elsewhere = new ArrayList<>();

  private final Owner owner;

  /** A PI30 unit that is kept as configured so. */
  ScriptedUnit(String protocol, String serial) {
    this(protocol, serial, Map.of());
  }

  ScriptedUnit(String protocol, String serial, Map<String, Duration> poll) {
    answers.put("QPI", "PI30");
    answers.put("QID", "92932004102443");
    answers.put("QPIRI", RATINGS);
    answers.put("QPIGS", STATUS);
    answers.put("QMOD", "B");
    link.answeringBytes(this::answer);
    InterruptibleOpener opener =
        new InterruptibleOpener(
            address -> {
              link.forget();
              return elsewhere.contains(address) ? new SilentLink(link, address) : link;
            });
    owner =
        new Owner(
            new UnitConfig(
                "roof-1", DeviceAddress.parse("serial:/dev/ttyTEST0"), protocol, serial, poll),
            new Surroundings(
                opener,
                address -> elsewhere,
                () -> Instant.EPOCH.plusNanos(link.getAsLong()),
                link,
                () -> 0.5),
            opener,
            states::add,
            sighting -> {});
  }

  private List<Chunk> answer(byte[] request) {
    List<Chunk> chunks = new ArrayList<>();
    if (echoes) {
      chunks.add(chunk(5, request));
    }
    String text = text(request);
    if (!off && sleepsFor-- <= 0 && !silent.contains(text)) {
      String first = firstAnswers.getOrDefault(text, new ArrayDeque<>()).poll();
      String payload = first == null ? answers.get(text) : first;
      Framing framing = text.startsWith("^") ? PI18 : PI30;
      byte[] refusal = parrots ? request : otherwise;
      byte[] own = payload == null ? refusal : framing.reply(payload);
      byte[] reply = foreign == null ? own : foreign.answer(request);
      boolean isSlow = slowly.contains(text);
      int size = isSlow ? reply.length / 5 + 1 : reply.length / (pauseMs > 0 ? 3 : 1) + 1;
      for (int i = 0; i < reply.length; i += size) {
        byte[] piece = Arrays.copyOfRange(reply, i, Math.min(reply.length, i + size));
        chunks.add(chunk(i == 0 ? 50 : isSlow ? 1_000 : pauseMs, piece));
      }
    }
    return chunks;
  }

  /** The text of a request, with its checksum or without. */
  static String text(byte[] request) {
    String whole = new String(request, 0, request.length - 1, StandardCharsets.ISO_8859_1);
    String bare = whole.substring(0, whole.length() - 2);
    boolean isPi17 = whole.startsWith("^") && !Arrays.equals(PI18.request(bare), request);
    return isPi17 || whole.equals("QPI") ? whole : bare;
  }

  /** The texts of all requests since then. */
  List<String> asked(int since) {
    return link.sent.subList(since, link.sent.size()).stream().map(ScriptedUnit::text).toList();
  }

  int now() {
    return link.sent.size();
  }

  /** Keeps it for that long: connects, asks what is due, and waits. */
  void run(Duration time) {
    long end = link.getAsLong() + time.toNanos();
    while (link.getAsLong() - end < 0) {
      step();
    }
  }

  /** Keeps it until its state is so; tells how long that took, in seconds. */
  double until(Predicate<InverterState> wanted) {
    long start = link.getAsLong();
    while (!wanted.test(state())) {
      step();
      if (link.getAsLong() - start > Duration.ofMinutes(10).toNanos()) {
        throw new AssertionError("not within ten minutes: " + state());
      }
    }
    return (link.getAsLong() - start) / 1e9;
  }

  double untilOnline() {
    return until(state -> state.condition() == Condition.ONLINE);
  }

  private void step() {
    if (owner.rest() > 0) {
      link.pass(owner.isConnected() || owner.rest() > TICK.toNanos() ? nap() : TICK);
    } else if (!owner.isConnected()) {
      owner.connect();
    } else {
      owner.due().ifPresent(request -> keep(owner.ask(request)));
    }
  }

  private Duration nap() {
    return Duration.ofNanos(Math.min(owner.rest(), Duration.ofMillis(100).toNanos()));
  }

  private void keep(ExchangeOutcome outcome) {
    if (outcome instanceof ExchangeOutcome.Answered answered) {
      readings.add(answered.reading());
    }
  }

  Owner owner() {
    return owner;
  }

  InverterState state() {
    return owner.presence().state();
  }

  /** Whether it has ever been called online. */
  boolean wasOnline() {
    return states.stream().anyMatch(state -> state.condition() != Condition.OFFLINE);
  }
}
