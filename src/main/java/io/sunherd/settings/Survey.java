package io.sunherd.settings;

import io.sunherd.bus.Reading;
import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.table.ClockForm;
import io.sunherd.protocol.table.Facts;
import io.sunherd.protocol.table.Setting;
import io.sunherd.settings.audit.Along;
import io.sunherd.settings.audit.AuditEntry;
import io.vertx.core.Future;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a unit afresh, and checks a requested write against that. Sends no order. */
final class Survey {
  /** A list of allowed values may be this old: it depends on the model only. */
  private static final long LIST_AGE_MS = 3_600_000;

  private final SettableUnits units;
  private final ChangeJudge judge;
  private final Exchange exchange;
  private final Spellings spellings;
  private final AuditKeeper books;
  private final Supplier<ZoneId> zone;
  private final OwnNumber number;

  /** A survey of these units; {@code zone} is that of their clocks. */
  Survey(
      SettableUnits units,
      ChangeJudge judge,
      Exchange exchange,
      Spellings spellings,
      AuditKeeper books,
      Supplier<ZoneId> zone) {
    this.units = units;
    this.judge = judge;
    this.exchange = exchange;
    this.spellings = spellings;
    this.books = books;
    this.zone = zone;
    this.number = new OwnNumber(exchange);
  }

  /** The write to be sent; fails with a {@link Refusal} where it may not be. */
  Future<Attempt> of(Wish wish) {
    return Future.succeededFuture()
        .compose(
            v -> {
              wish.unit().requireOnline();
              wish.unit().requireMeant(wish.serial());
              Route route = Route.of(wish.unit(), wish.setting(), units);
              route.cable().requireOnline();
              String serial = route.cable().serial();
              // The number is last: whether it matters is shown by what is read before.
              return readOthers(wish.setting(), route)
                  .compose(read -> readProof(route))
                  .compose(
                      proof ->
                          number
                              .of(wish.setting(), route)
                              .map(own -> judged(wish, route, serial, proof, own)));
            });
  }

  /**
   * Reads what a setting is judged by, other than its own value, which has been read.
   *
   * @return the number by which its command is to name the unit
   */
  Future<Integer> prepare(Setting setting, Route route) {
    return readOthers(setting, route).compose(read -> number.of(setting, route));
  }

  private Future<?> readOthers(Setting setting, Route route) {
    return readBasis(setting, route).compose(basis -> readList(setting, route));
  }

  private Future<?> readBasis(Setting setting, Route route) {
    Future<?> read = Future.succeededFuture();
    for (String code : route.cable().dialect().basis(setting)) {
      boolean isProof = code.equals(route.proof()) && route.asked().equals(route.cable().id());
      if (!isProof) {
        read = read.compose(before -> exchange.read(route.cable().id(), code, 0));
      }
    }
    return read;
  }

  /**
   * Reads the list of allowed values; that may fail, as not every model has it (PI30.md 9). Limits
   * are narrower than those of the documents: a unit that has them has to tell them, or to refuse.
   */
  private Future<?> readList(Setting setting, Route route) {
    Setting.Listing listing = setting.listing();
    if (listing == null || route.cable().reading(listing.inquiry()) != null) {
      return Future.succeededFuture();
    }
    Future<?> list = exchange.readIfTold(route.cable().id(), listing.inquiry(), LIST_AGE_MS);
    boolean isOptional = !listing.documented().isEmpty() && listing.limits() == null;
    return isOptional ? list.otherwiseEmpty() : list;
  }

  private Future<@Nullable Reading> readProof(Route route) {
    String proof = route.proof();
    return proof == null
        ? Future.succeededFuture()
        : exchange.read(route.asked(), proof, 0).map(reading -> (@Nullable Reading) reading);
  }

  /**
   * Checks against what was read of the unit with this serial number, if that one is still there.
   */
  private Attempt judged(
      Wish wish, Route route, @Nullable String serial, @Nullable Reading proof, int own) {
    wish.unit().requireMeant(wish.serial());
    route.cable().requireMeant(serial);
    Setting setting = wish.setting();
    Object from = proof == null ? null : shown(wish, route, proof);
    AuditEntry undone = wish.undoes();
    if (undone != null) {
      Undoing.requireHeld(setting, undone, wish.unit(), from);
    }
    Facts read = route.cable().facts();
    Partner.requireCredible(setting, route.cable(), read);
    List<Along> along = along(wish, read);
    Facts facts = read;
    for (Along one : along) {
      facts = facts.with(one.setting(), one.requested());
    }
    Object value = judge.check(setting, wish.value(), facts);
    for (Along one : along) {
      if (one.isAsked()) {
        judge.requireLimit(route.cable().dialect(), one.setting(), one.requested(), facts);
      }
    }
    if (ClockForm.NOW.equals(value)) {
      value = ClockForm.of(LocalDateTime.ofInstant(books.now(), zone.get()));
    }
    try {
      List<String> texts =
          OwnNumber.with(setting, own).commands(value, Math.max(0, own), facts.values());
      return new Attempt(
          wish, route, serial, proof, from, value, inOrder(wish, own, texts), along, facts);
    } catch (ProtocolException e) {
      throw Refusal.bad(String.valueOf(e.getMessage()))
          .with("allowed", judge.allowed(setting, facts));
    }
  }

  /** What goes with the value because its command carries several. */
  private static List<Along> along(Wish wish, Facts read) {
    List<Along> all = new ArrayList<>();
    for (String companion : wish.setting().companions()) {
      Object now = read.values().get(companion);
      if (now != null) {
        all.add(along(wish, companion, now));
      }
    }
    return List.copyOf(all);
  }

  private static Along along(Wish wish, String companion, Object now) {
    Object wanted = wish.companions().get(companion);
    if (wanted == null || wanted.equals(now)) {
      return new Along(companion, now, now, null);
    }
    AuditEntry undone = wish.undoes();
    if (undone != null) {
      Undoing.requireHeld(companion, undone, wish.unit(), now);
    } else if (wish.putsBack() == null) {
      throw notAsked(wish, companion, now, wanted);
    }
    return new Along(companion, now, wanted, null);
  }

  /**
   * The refusal of a command that spells several values, where one of the others is not what the
   * unit has.
   */
  private static Refusal notAsked(Wish wish, String companion, Object now, Object asked) {
    return new Refusal(
        Refusal.CONFLICT,
        companion
            + " of "
            + wish.unit().id()
            + " is "
            + now
            + " now, and "
            + asked
            + " was asked: "
            + wish.setting().code()
            + " changes one of its values at a time. Nothing was sent.");
  }

  /** As the asker spelled it first, then as the unit took it before, then as its family does. */
  private List<String> inOrder(Wish wish, int number, List<String> texts) {
    List<String> ordered =
        new ArrayList<>(spellings.inOrder(wish.unit(), wish.setting().name(), texts));
    String spelling = wish.spelling();
    if (spelling != null && number == 0) {
      ordered.remove(spelling);
      ordered.add(0, spelling);
    }
    return ordered;
  }

  private static Object shown(Wish wish, Route route, Reading proof) {
    SettableUnit unit = wish.unit();
    Object number = proof.data().get("serial_number");
    if (route.isOverTheBus() && unit.serial() == null) {
      throw Refusal.unavailable(
          unit.id()
              + " tells no serial number of its own, so nothing is sent to it over the bus: numbers"
              + " there change. Give it a cable.");
    }
    if (route.isOverTheBus() && !String.valueOf(number).equals(unit.serial())) {
      throw Refusal.unavailable(
          proof.code()
              + " is the unit "
              + number
              + ", not "
              + unit.serial()
              + ". Nothing was sent.");
    }
    Object value = wish.setting().shown(proof.data());
    if (value == null) {
      throw Refusal.unknown(
          unit.id()
              + " has no "
              + wish.setting().name()
              + ": it does not show in "
              + proof.code()
              + ".");
    }
    return value;
  }
}
