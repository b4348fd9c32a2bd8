package io.sunherd.protocol.table;

import io.sunherd.protocol.frame.ProtocolException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides which values one unit may be sent for one setting, by the facts known of the unit. */
final class Judge {
  private final Setting setting;
  private final Facts facts;

  Judge(Setting setting, Facts facts) {
    this.setting = setting;
    this.facts = facts;
  }

  Optional<Allowed> allowed() {
    Setting.Listing listing = setting.listing();
    if (setting.form() instanceof StepsForm steps) {
      return Optional.of(steps.allowed());
    }
    if (setting.form() instanceof DigitsForm digits) {
      Optional<Allowed> documented = digits.allowed(facts.batteryVolts());
      return listing == null ? documented : documented.flatMap(all -> within(all, listing));
    }
    List<Double> list = listing == null ? List.of() : list(listing);
    return list.isEmpty() ? Optional.empty() : Optional.of(Allowed.only(list));
  }

  /**
   * The part of a range that the unit tells to take. Where it has not told that, or something that
   * has nothing in common with the range, the documents' limits hold; nothing where they have none.
   */
  private Optional<Allowed> within(Allowed all, Setting.Listing listing) {
    List<Double> ends = facts.lists().get(listing.source());
    if (listing.documented().isEmpty()) {
      return Optional.ofNullable(ends).map(told -> all.within(told.get(0), told.get(1)));
    }
    boolean isCredible = ends != null && ends.get(0) <= all.max() && ends.get(1) >= all.min();
    return Optional.of(ends != null && isCredible ? all.within(ends.get(0), ends.get(1)) : all);
  }

  private List<Double> list(Setting.Listing listing) {
    List<Double> told = facts.lists().get(listing.source());
    if (told != null) {
      return told;
    }
    Stream<Double> seen =
        facts.values().get(setting.name()) instanceof Number now
            ? Stream.of(now.doubleValue())
            : Stream.empty();
    return Stream.concat(listing.documented().stream(), seen).distinct().sorted().toList();
  }

  String takes() {
    return allowed().map(Allowed::toString).orElseGet(setting.form()::takes) + suffix();
  }

  private String suffix() {
    return setting.unit() == null ? "" : " " + setting.unit();
  }

  Object judge(@Nullable Object value) throws ProtocolException {
    Object natural = setting.form().natural(value).orElseThrow(() -> refused(value));
    boolean measured = setting.form() instanceof DigitsForm || setting.form() instanceof AmpsForm;
    if (measured && natural instanceof Number number) {
      requireList();
      Allowed allowed = allowed().orElseThrow(this::unjudged);
      if (!allowed.holds(number.doubleValue())) {
        throw refused(value);
      }
    }
    for (Bound bound : setting.bounds()) {
      Optional<String> conflict = bound.conflict(natural, facts);
      if (conflict.isPresent()) {
        throw setting.bad(
            "cannot be " + natural + suffix() + ": it would be " + conflict.get() + suffix() + ".");
      }
    }
    return natural;
  }

  private ProtocolException refused(@Nullable Object value) {
    return setting.bad("takes " + takes() + ", not " + Shown.of(value) + ".");
  }

  /** Where no document has a list either, the allowed values are unknown. */
  private void requireList() throws ProtocolException {
    Setting.Listing listing = setting.listing();
    if (listing != null
        && listing.documented().isEmpty()
        && !facts.lists().containsKey(listing.source())) {
      throw setting.bad(
          "cannot be judged: this unit has not told which values it takes ("
              + listing.inquiry()
              + ").");
    }
  }

  private ProtocolException unjudged() {
    Double volts = facts.batteryVolts();
    return setting.bad(
        "cannot be judged: "
            + (volts == null
                ? "the nominal battery voltage of this unit is not known"
                : "no document tells what a unit for " + volts + " V takes")
            + "; it takes "
            + setting.form().takes()
            + ".");
  }

  Optional<String> likelyCause() {
    Setting.Need need = setting.need();
    Object is = need == null ? null : facts.values().get(need.setting());
    return need == null || is == null || need.values().contains(is.toString())
        ? Optional.empty()
        : Optional.of(
            "Most firmware takes "
                + setting.name()
                + " only while "
                + need.setting()
                + " is one of "
                + String.join(", ", need.values())
                + "; here it is "
                + is
                + ".");
  }
}
