package io.sunherd.sim;

import io.sunherd.protocol.frame.ProtocolException;
import io.sunherd.protocol.frame.Reply;
import io.sunherd.sim.firmware.SimulatedUnit;
import io.sunherd.sim.plant.Flow;
import io.sunherd.sim.plant.Plant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Simulated units at times that a test sets: what they answer, and what truly flows. */
public final class PlayedUnits {
  private static final String PROFILE = "max-8000";

  private final MovingClock clock;
  private final List<Plant> plants = new ArrayList<>();
  private final List<SimulatedUnit> units = new ArrayList<>();

  /** The power of a unit, in W, as it is and not as it is measured. */
  public record Truth(double pv, double load, double batteryIn, double batteryOut, double gridIn) {}

  /** So many units, each with a house of its own. */
  public PlayedUnits(Instant start, int count) {
    clock = new MovingClock(start);
    for (int i = 0; i < count; i++) {
      Plant plant = new Plant(Profiles.find(PROFILE).orElseThrow(), 7, i + 1, 1, 1, clock);
      plants.add(plant);
      units.add(new SimulatedUnit(plant, 0));
    }
  }

  /** It is another time. */
  public void at(Instant now) {
    clock.set(now);
  }

  /** The payload of an answer. */
  public String answer(int unit, String question) throws ProtocolException {
    Reply reply = Asking.ask(units.get(unit), question);
    if (reply instanceof Reply.Text text) {
      return text.payload();
    }
    throw new AssertionError(question + " is answered by " + reply);
  }

  /** Changes a setting. */
  public void set(int unit, String order) throws ProtocolException {
    Asking.set(units.get(unit), order);
  }

  /** What flows now. */
  public Truth truth(int unit) {
    Flow flow = plants.get(unit).moment(0, plants.get(unit).second()).flow();
    return new Truth(
        flow.pv(),
        flow.load(),
        flow.solarCharge() + flow.gridCharge(),
        flow.discharge(),
        flow.grid());
  }
}
