package io.sunherd.inverter;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.Member;
import io.sunherd.bus.Reading;
import io.sunherd.bus.RecordCodec;
import io.sunherd.inverter.unit.UnitConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.sim.Herd;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Inverter verticles roof-1 to roof-9 over simulated units of one system; keeps all that is said.
 */
final class SystemOfUnits {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  final Vertx vertx = Vertx.vertx();
  final Clock clock = Clock.fixed(Instant.parse("2026-06-21T12:00:00Z"), ZoneOffset.UTC);
  final Herd herd;
  private final List<Object> events = new ArrayList<>();

  /** What was written to the line of an inverter. */
  private record Asked(String inverter, String text) {}

  SystemOfUnits() {
    this(3);
  }

  SystemOfUnits(int units) {
    herd = new Herd(1, clock, units, io.sunherd.sim.line.LinePace.NONE);
    RecordCodec.register(vertx.eventBus());
    vertx.eventBus().<InverterState>consumer(Addresses.STATES, m -> keep(m.body()));
    vertx.eventBus().<Reading>consumer(Addresses.READINGS, m -> keep(m.body()));
    vertx.eventBus().<Member>consumer(Addresses.MEMBERS, m -> keep(m.body()));
  }

  private synchronized void keep(Object event) {
    events.add(event);
    notifyAll();
  }

  /** Deploys roof-N over sim:parallel-N. */
  void deploy(int number, @Nullable String serial) throws Exception {
    UnitConfig unit =
        new UnitConfig(
            "roof-" + number,
            DeviceAddress.parse("sim:parallel-" + number),
            "auto",
            serial,
            Map.of());
    Surroundings world =
        new Surroundings(
            device -> noted(herd.open(device)),
            device -> List.of(),
            clock,
            System::nanoTime,
            () -> 0.5);
    vertx
        .deployVerticle(
            new InverterVerticle(unit, world),
            new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("inverter-" + unit.id())
                .setWorkerPoolSize(1))
        .await(5, TimeUnit.SECONDS);
  }

  private Link noted(Link link) {
    return new Link() {
      @Override
      public int read(byte[] into, int offset, Duration limit) throws LinkException {
        return link.read(into, offset, limit);
      }

      @Override
      public void write(byte[] bytes) throws LinkException {
        asked(
            link.device().path().replace("parallel", "roof"),
            new String(bytes, 0, bytes.length - 3, StandardCharsets.US_ASCII));
        link.write(bytes);
      }

      @Override
      public DeviceAddress device() {
        return link.device();
      }

      @Override
      public void close() {
        link.close();
      }
    };
  }

  /** Notes what an inverter was asked. */
  void asked(String inverter, String text) {
    keep(new Asked(inverter, text));
  }

  /** Says that unit N is there as that number on the bus. */
  void member(int unit, int number) throws LinkException {
    vertx
        .eventBus()
        .publish(
            Addresses.MEMBERS,
            new Member(
                herd.serial("parallel-" + unit),
                herd.serial("parallel-1"),
                number,
                "roof-1",
                true,
                clock.millis(),
                null,
                null));
  }

  Reading ask(String id, String command) throws Exception {
    Message<Reading> answer =
        vertx
            .eventBus()
            .<Reading>request(Addresses.ask(id), new Ask(command, 0, 10_000))
            .await(20, TimeUnit.SECONDS);
    return answer.body();
  }

  private synchronized <T> Stream<T> all(Class<T> type) {
    return List.copyOf(events).stream().filter(type::isInstance).map(type::cast);
  }

  List<InverterState> states(String id) {
    return all(InverterState.class).filter(state -> state.inverter().equals(id)).toList();
  }

  List<Reading> readings(String id) {
    return all(Reading.class).filter(reading -> reading.inverter().equals(id)).toList();
  }

  /** How many requests that begin so an inverter was asked. */
  long count(String id, String beginning) {
    return all(Asked.class).filter(asked -> is(asked, id, beginning)).count();
  }

  private static boolean is(Asked asked, String id, String beginning) {
    return asked.inverter().equals(id) && asked.text().startsWith(beginning);
  }

  /** Waits until the newest state of an inverter is so. */
  InverterState awaitState(String id, Predicate<InverterState> wanted) throws InterruptedException {
    return await(
        InverterState.class,
        found -> {
          List<InverterState> own = found.filter(s -> s.inverter().equals(id)).toList();
          return own.isEmpty() || !wanted.test(own.get(own.size() - 1))
              ? null
              : own.get(own.size() - 1);
        });
  }

  Reading awaitReading(Predicate<Reading> wanted) throws InterruptedException {
    return await(Reading.class, found -> found.filter(wanted).findFirst().orElse(null));
  }

  /** Waits for a member to be told as wanted. */
  Member awaitMember(Predicate<Member> wanted) throws InterruptedException {
    return await(Member.class, found -> found.filter(wanted).findFirst().orElse(null));
  }

  List<Member> members(String serial) {
    return all(Member.class).filter(member -> member.serial().equals(serial)).toList();
  }

  /** Waits until an inverter was asked something that begins so, so often. */
  void awaitAsked(String id, String beginning, int times) throws InterruptedException {
    Asked unused =
        await(
            Asked.class,
            found ->
                found
                    .filter(asked -> is(asked, id, beginning))
                    .skip(times - 1L)
                    .findFirst()
                    .orElse(null));
  }

  private interface Search<T> {
    @Nullable T in(Stream<T> found);
  }

  private synchronized <T> T await(Class<T> type, Search<T> search) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      T found = search.in(all(type));
      if (found != null) {
        return found;
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(
            "it did not come; states:\n"
                + all(InverterState.class)
                    .map(InverterState::toString)
                    .collect(Collectors.joining("\n")));
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }
}
