package io.sunherd.history;

import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Refused;
import io.sunherd.herd.Said;
import io.sunherd.history.rows.RowSource;
import io.sunherd.history.store.Store;
import io.sunherd.history.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A hub from its start to its end, second by second, by a time of day that may be wrong. */
final class Boot implements AutoCloseable {
  static final int EVERY = 15;
  private final Store store;
  private final Intake intake;
  private final List<Made> made = new ArrayList<>();

  /** The time in truth, and by how much the time of day is wrong; seconds. */
  private long truth;

  private long wrong;
  private long slot;
  private final int watts;
  private boolean isDark;

  /** A row: when in truth. */
  record Made(long at) {}

  Boot(String url, long truth, long wrong, int watts) {
    this.truth = truth;
    this.wrong = wrong;
    this.watts = watts;
    this.slot = Math.floorDiv(truth + wrong, EVERY);
    store = new Store(url);
    Recorder recorder = new Recorder("home", List.of("roof-1"), EVERY * 1_000L);
    intake =
        new Intake(recorder, Duration.ofSeconds(EVERY), (truth + wrong) * 1_000, truth * 1_000);
    recorder.accept(Said.state("roof-1", Condition.ONLINE));
    recorder.accept(new Refused("roof-1", Set.of("QPIGS2")));
  }

  static RowSource source() {
    return new RowSource("home", Said.serial("roof-1"), "roof-1");
  }

  long truth() {
    return truth;
  }

  /** The rows that were made. */
  List<Made> made() {
    return made;
  }

  /** Nothing is heard for a time. */
  Boot dark(int seconds) {
    isDark = true;
    pass(seconds);
    isDark = false;
    return this;
  }

  /** Seconds in each of which something is heard. */
  Boot pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      truth++;
      look();
      if (!isDark) {
        intake.accept(
            Said.reading(
                "roof-1",
                "QPIGS",
                (truth + wrong) * 1_000,
                1_000,
                Said.status(2_000, 5_310, 20, 0, String.format(Locale.ROOT, "%05d", watts))),
            truth * 1_000);
      }
    }
    return this;
  }

  private void look() {
    long day = truth + wrong;
    boolean isNew = Math.floorDiv(day, EVERY) != slot;
    slot = Math.floorDiv(day, EVERY);
    int before = intake.queue().size();
    intake.look(day * 1_000, truth * 1_000);
    if (isNew && intake.queue().size() == before + 1) {
      made.add(new Made(slot * EVERY - wrong));
    }
  }

  /** A counter of the inverter says so much. */
  Boot counts(int wattHours) {
    intake.accept(
        Said.reading(
            "roof-1",
            "QET",
            (truth + wrong) * 1_000,
            1_000,
            String.format(Locale.ROOT, "%08d", wattHours)),
        truth * 1_000);
    return this;
  }

  /** The time of day is right from now on, or wrong by so much. */
  Boot set(long nowWrong) {
    wrong = nowWrong;
    slot = Math.floorDiv(truth + wrong, EVERY);
    look();
    return this;
  }

  /** What waits is kept. */
  Boot write() throws StoreException {
    Entry entry = intake.next();
    intake.kept(entry, entry.keep(store), truth + wrong);
    return this;
  }

  /** It is kept, but nobody hears of that. */
  Boot writeUnheard() throws StoreException {
    intake.next().keep(store);
    return this;
  }

  /** The power is gone: what waits is lost. */
  @Override
  public void close() {
    store.close();
  }
}
