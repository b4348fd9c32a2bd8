package io.sunherd.inverter.unit;

import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.link.DeviceAddress;
import io.sunherd.protocol.Nameplate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of an inverter; published when it changes, not while it stays the same. */
public final class Presence {
  /** The error of an inverter that is no longer configured, or configured differently. */
  public static final String RELEASED = "The hub has let it go.";

  private static final String NAME_THE_PORT =
      " Write its port (usb:PATH) in place of usb:auto, which is any free one.";

  private static final int MOST_LOGGED = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

  private final InstantSource clock;
  private final Consumer<InverterState> listener;
  private final boolean isAtAnyPort;
  private final Set<String> logged = new HashSet<>();
  private List<String> lineNotes = List.of();
  private @Nullable String identityNote;
  private @Nullable String changeNote;
  private InverterState state;

  /** The presence of a unit, offline at the start. */
  public Presence(UnitConfig unit, InstantSource clock, Consumer<InverterState> listener) {
    this.clock = clock;
    this.listener = listener;
    this.isAtAnyPort = unit.device().path().equals(DeviceAddress.AUTO);
    this.state =
        new InverterState(
            unit.id(),
            Condition.OFFLINE,
            clock.millis(),
            unit.device().toString(),
            null,
            null,
            unit.serial(),
            null,
            null,
            null,
            List.of());
  }

  /** The present state. */
  public InverterState state() {
    return state;
  }

  /** Publishes the present state again, for listeners that started after it changed. */
  public void publish() {
    listener.accept(state);
  }

  /** Notes that another unit than at first answers here; null removes the note. */
  public void replaced(@Nullable String sentence) {
    if (sentence != null && !sentence.equals(changeNote)) {
      LOG.warn("{}: {}", state.inverter(), sentence);
    }
    changeNote = sentence;
  }

  /** The unit was found and identified. */
  public void connected(Identity identity, String device) {
    boolean same = Objects.equals(identity.serial(), state.serial());
    identityNote = identityNote(identity, device);
    become(
        new InverterState(
            state.inverter(),
            Condition.ONLINE,
            clock.millis(),
            device,
            identity.dialect().id(),
            identity.model() != null || !same ? identity.model() : state.model(),
            identity.serial(),
            same ? state.firmware() : null,
            null,
            state.error(),
            allNotes()));
    LOG.info(
        "{}: online on {}, {}, serial number {}",
        state.inverter(),
        device,
        identity.dialect().title(),
        identity.number());
  }

  /** The note about a unit's identity, if any; logged once. */
  private @Nullable String identityNote(Identity identity, String device) {
    String note =
        identity.note().map(text -> isAtAnyPort ? text + NAME_THE_PORT : text).orElse(null);
    if (note != null && !note.equals(identityNote)) {
      LOG.warn("{} on {}: {}", state.inverter(), device, note);
    }
    return note;
  }

  private List<String> allNotes() {
    return Stream.concat(Stream.of(identityNote, changeNote), lineNotes.stream())
        .filter(Objects::nonNull)
        .toList();
  }

  /** The unit answers. */
  public void answered() {
    if (state.condition() != Condition.ONLINE) {
      LOG.info("{}: answers again", state.inverter());
      become(in(Condition.ONLINE, state.error()));
    }
  }

  /** The unit is connected, but does not answer as it should. */
  public void degraded(String error) {
    if (state.condition() != Condition.DEGRADED) {
      LOG.warn("{}: degraded: {}", state.inverter(), error);
    }
    become(in(Condition.DEGRADED, error));
  }

  /** The unit's own cable is dead; a unit that is seen through a neighbour stays online. */
  public void offline(String error) {
    if (state.via() != null) {
      become(in(Condition.DEGRADED, error));
      return;
    }
    // Logs each error once while the unit is away: two errors may alternate all night.
    if (state.condition() != Condition.OFFLINE) {
      logged.clear();
    }
    if (logged.size() < MOST_LOGGED && logged.add(error)) {
      LOG.warn("{}: offline: {}", state.inverter(), error);
    }
    become(in(Condition.OFFLINE, error));
  }

  /** The hub releases the unit: its last state must not stay in use. */
  public void released() {
    become(in(Condition.OFFLINE, null, RELEASED));
  }

  /** The unit is seen through a neighbour; the error of its own cable stays. */
  public void seenThrough(String neighbour) {
    if (!neighbour.equals(state.via())) {
      LOG.warn("{}: shown through {}: {}", state.inverter(), neighbour, state.error());
    }
    become(in(Condition.DEGRADED, neighbour, state.error()));
  }

  /** The unit is no longer seen through any neighbour. */
  public void unseen() {
    if (state.via() != null) {
      LOG.warn("{}: offline: no neighbour shows it any more", state.inverter());
      become(in(Condition.OFFLINE, null, state.error()));
    }
  }

  /**
   * Sets the lasting facts about its line, in sentences; the note about its identity is separate.
   */
  public void notes(List<String> notes) {
    lineNotes = List.copyOf(notes);
    become(
        new InverterState(
            state.inverter(),
            state.condition(),
            state.since(),
            state.device(),
            state.protocol(),
            state.model(),
            state.serial(),
            state.firmware(),
            state.via(),
            state.error(),
            allNotes()));
  }

  /** Adds such a fact where it holds, or removes it. */
  public void note(String sentence, boolean holds) {
    if (lineNotes.contains(sentence) != holds) {
      List<String> notes = new ArrayList<>(lineNotes);
      notes.remove(sentence);
      if (holds) {
        LOG.warn("{}: {}", state.inverter(), sentence);
        notes.add(sentence);
      }
      notes(notes);
    }
  }

  /** It answers, but not all that makes a whole of it; what was wrong before stays told. */
  public void lacks(String sentence) {
    if (state.condition() == Condition.ONLINE) {
      degraded(sentence);
    }
  }

  /** It tells something; its model and its firmware are kept. */
  public void told(String inquiry, Map<String, ? extends @Nullable Object> data) {
    switch (inquiry) {
      case "firmware" ->
          Nameplate.version(data).ifPresent(firmware -> become(described(state.model(), firmware)));
      case "model", "settings" ->
          Nameplate.model(data)
              .or(() -> state.model() == null ? Nameplate.rating(data) : Optional.empty())
              .ifPresent(model -> become(described(model, state.firmware())));
      default -> {}
    }
  }

  private InverterState described(@Nullable String model, @Nullable String firmware) {
    return new InverterState(
        state.inverter(),
        state.condition(),
        state.since(),
        state.device(),
        state.protocol(),
        model,
        state.serial(),
        firmware,
        state.via(),
        state.error(),
        state.notes());
  }

  private InverterState in(Condition condition, @Nullable String error) {
    return in(condition, state.via(), error);
  }

  private InverterState in(Condition condition, @Nullable String via, @Nullable String error) {
    return new InverterState(
        state.inverter(),
        condition,
        condition == state.condition() ? state.since() : clock.millis(),
        state.device(),
        state.protocol(),
        state.model(),
        state.serial(),
        state.firmware(),
        via,
        error,
        state.notes());
  }

  private void become(InverterState next) {
    if (!Objects.equals(state, next)) {
      state = next;
      listener.accept(next);
    }
  }
}
