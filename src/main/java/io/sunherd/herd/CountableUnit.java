package io.sunherd.herd;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.Reading;
import io.sunherd.bus.Refused;
import io.sunherd.heard.HeardUnit;
import io.sunherd.protocol.table.Dialect;
import io.sunherd.protocol.table.Inquiry;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One configured inverter as the herd counts it: what was heard of it, and what it comes to. */
public final class CountableUnit {
  private static final String NEIGHBOUR = "parallel";

  private final HeardUnit<Heard> heard;
  private Set<String> refused = Set.of();

  /** An inverter of which nothing was heard yet. */
  public CountableUnit(String id) {
    this.heard = new HeardUnit<>(id);
  }

  /** What was heard of it. */
  public HeardUnit<?> heard() {
    return heard;
  }

  String id() {
    return heard.id();
  }

  /** By what it is known to be one unit under however many ids: its serial number, if known. */
  String identity() {
    return heard.identity();
  }

  boolean isOffline() {
    return heard.isOffline();
  }

  @Nullable String firmware() {
    InverterState state = heard.state();
    return state == null ? null : state.firmware();
  }

  Dialect dialect() {
    return heard.dialect();
  }

  /** Takes a state in; what was read of another unit, or by another table, is let go. */
  public void accept(InverterState newer) {
    heard.accept(newer);
  }

  /** Takes in what it does not take; tells whether that is news. */
  public boolean accept(Refused newer) {
    boolean news = !refused.equals(newer.codes());
    refused = newer.codes();
    return news;
  }

  /**
   * Takes a reading in, and tells whether it says anything new. What this unit's cable tells of the
   * units beside it is not told of this one; what else has an argument is of the past. What cannot
   * be true is shown as it came, and counts for nothing.
   */
  public boolean accept(Reading reading, long nowMs) {
    Inquiry inquiry = heard.inquiry(reading.code()).orElse(null);
    if (inquiry == null
        || (inquiry.argument() != null && !isSeen(reading, inquiry))
        || inquiry.isIncredible(reading.data())
        || heard.known(inquiry.code(), reading) != null) {
      return false;
    }
    heard.keep(inquiry.code(), new Heard(reading, nowMs, inquiry, Told.by(reading, inquiry)));
    return true;
  }

  /**
   * Whether a reading is this unit as the parallel bus shows it: told under the bare name by the
   * hub, which has made sure, or known by its serial number.
   */
  private boolean isSeen(Reading reading, Inquiry inquiry) {
    return inquiry.name().startsWith(NEIGHBOUR)
        && (reading.command().equals(inquiry.name())
            || identity().equals(reading.data().get("serial_number")));
  }

  /** What it has of each quantity now: by its own word, else by what the parallel bus tells. */
  Amounts amounts(long nowMs) {
    return isOffline() ? Amounts.NONE : own(nowMs).or(seen(nowMs));
  }

  /** What it has by its own word, over its own cable. */
  public Amounts own(long nowMs) {
    return gathering(inquiry -> refused.contains(inquiry.code()), nowMs)
        .of(heard.dialect()::carriers, onGrid(false, nowMs));
  }

  /** What the parallel bus tells that it has. */
  public Amounts seen(long nowMs) {
    return told(true).findAny().isEmpty()
        ? Amounts.NONE
        : gathering(inquiry -> false, nowMs).of(heard.dialect()::busCarriers, onGrid(true, nowMs));
  }

  private Amounts.Gathering gathering(Predicate<Inquiry> lacks, long nowMs) {
    return new Amounts.Gathering(inquiry -> heard.newest(inquiry.code()), lacks, nowMs);
  }

  /** What was told by one way to it: the parallel bus, or its own cable. */
  private Stream<Heard> told(boolean overTheBus) {
    return heard.readings().stream().filter(one -> one.isOverTheBus() == overTheBus);
  }

  private @Nullable Boolean onGrid(boolean overTheBus, long nowMs) {
    Set<Boolean> told = new HashSet<>();
    told(overTheBus)
        .filter(one -> one.isLive(nowMs))
        .map(one -> one.told().onGrid())
        .filter(Objects::nonNull)
        .forEach(told::add);
    return told.isEmpty() ? null : !told.contains(false);
  }

  /**
   * The last known value of a setting; a setting does not change by itself. The parallel bus tells
   * some of them under the same names.
   */
  @Nullable Object setting(String inquiry, String key) {
    Heard own = heard.newest(inquiry);
    Object value = own == null ? null : own.reading().data().get(key);
    return value != null
        ? value
        : told(true)
            .map(seen -> seen.reading().data().get(key))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  /** Its last known output mode, or null. */
  @Nullable String outputMode() {
    Object mode =
        dialect()
            .inquiry("settings")
            .map(ratings -> setting(ratings.code(), "output_mode"))
            .orElse(null);
    return mode == null ? null : mode.toString();
  }
}
