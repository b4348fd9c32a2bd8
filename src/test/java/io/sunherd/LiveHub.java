package io.sunherd;

import io.sunherd.bus.ConfigState;
import io.sunherd.config.ConfigLoader;
import io.sunherd.config.HubConfig;
import io.sunherd.link.DeviceAddress;
import io.sunherd.link.Link;
import io.sunherd.link.LinkException;
import io.sunherd.link.Opener;
import io.sunherd.setup.ConfigSource;
import io.sunherd.sim.Herd;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A hub that goes by a file in a folder of its own, and counts how often it opens what. */
public final class LiveHub implements AutoCloseable, Opener {
  private static final ConfigLoader LOADER =
      new ConfigLoader(
          () -> Set.of("status", "operation_mode", "settings"),
          () -> Set.of("pi30"),
          Herd::names,
          () -> Set.of("max_charging_current"));

  private final Herd herd = new Herd(1, SimulatedUnits.NOON);
  private final Map<String, Integer> opened = new ConcurrentHashMap<>();
  private final Path folder;
  private final String stuckProfile;
  private final AtomicBoolean isStuck = new AtomicBoolean();
  private final CountDownLatch sticks = new CountDownLatch(1);

  /** The file it goes by. */
  public final Path file;

  /** The hub itself. */
  public final RunningHub hub;

  /**
   * A hub that goes by this text, on any port, with history, audit log and users in the folder;
   * without a text there is not even a folder for the file.
   */
  public LiveHub(Path folder, String text, Supplier<List<DeviceAddress>> candidates)
      throws IOException {
    this(folder, text, null, candidates);
  }

  /**
   * @param fixed why its inverters cannot be changed through it, or null
   */
  public LiveHub(Path folder, String text, String fixed, Supplier<List<DeviceAddress>> candidates)
      throws IOException {
    this(folder, text, fixed, candidates, () -> {}, "");
  }

  /** A hub with a simulated device that can hang. */
  static LiveHub withStuck(Path folder, String text, String profile) throws IOException {
    return new LiveHub(folder, text, null, List::of, () -> {}, profile);
  }

  /** A hub whose file says something else as soon as the hub has read it for its start. */
  LiveHub(Path folder, String text, String then) throws IOException {
    this(
        folder,
        text,
        null,
        List::of,
        () -> Files.writeString(folder.resolve("hub.yaml"), then),
        "");
  }

  private interface Deed {
    void doIt() throws IOException;
  }

  private LiveHub(
      Path folder,
      String text,
      String fixed,
      Supplier<List<DeviceAddress>> candidates,
      Deed onceRead,
      String stuckProfile)
      throws IOException {
    this.stuckProfile = stuckProfile;
    this.folder = folder;
    this.file = text == null ? folder.resolve("conf/hub.yaml") : folder.resolve("hub.yaml");
    if (text != null) {
      write(text);
    }
    AtomicBoolean wasRead = new AtomicBoolean();
    hub =
        new RunningHub(
            new ConfigSource(
                file,
                text == null ? "" : text,
                found -> {
                  HubConfig config = LOADER.parse("hub.yaml", withPort(found), environment());
                  if (!wasRead.getAndSet(true)) {
                    done(onceRead);
                  }
                  return config;
                },
                fixed,
                Duration.ofMillis(20)),
            this,
            candidates);
  }

  private static void done(Deed deed) {
    try {
      deed.doIt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Never the usual port, which somebody may have. */
  private static String withPort(String text) {
    return text.contains("http:") ? text : "http: {port: 0}\n" + text;
  }

  private Map<String, String> environment() {
    return Map.of(
        "SUNHERD_HISTORY_URL", "jdbc:sqlite:" + folder.resolve("history.db"),
        "SUNHERD_SETTINGS_AUDIT", folder.resolve("audit.jsonl").toString(),
        "SUNHERD_ACCESS_USERS", folder.resolve("users").toString());
  }

  @Override
  public Link open(DeviceAddress device) throws LinkException {
    opened.merge(device.path(), 1, Integer::sum);
    Link link = herd.open(device);
    return device.path().equals(stuckProfile) ? new StuckLink(link) : link;
  }

  /** A device whose driver does not come back from a read until it is let go. */
  private final class StuckLink implements Link {
    private final Link link;

    StuckLink(Link link) {
      this.link = link;
    }

    @Override
    public int read(byte[] into, int offset, Duration limit) throws LinkException {
      if (isStuck.get()) {
        sticks.countDown();
        while (isStuck.get()) {
          LockSupport.parkNanos(1_000_000); // nor does it mind being interrupted
        }
      }
      return link.read(into, offset, limit);
    }

    @Override
    public void write(byte[] bytes) throws LinkException {
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
  }

  /** From now on a device that was opened hangs; waits until somebody hangs there. */
  public void stick() throws InterruptedException {
    isStuck.set(true);
    sticks.await();
  }

  /** It does not hang any more. */
  public void unstick() {
    isStuck.set(false);
  }

  /** How often a simulated device was opened. */
  public int opened(String profile) {
    return opened.getOrDefault(profile, 0);
  }

  /** Writes the file at one go. */
  public void write(String text) throws IOException {
    Path fresh = file.resolveSibling("fresh");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Waits for it to have applied or refused a change since then. */
  public ConfigState await(int since, Predicate<ConfigState> wanted) throws InterruptedException {
    return hub.await(since, ConfigState.class, wanted);
  }

  /** What it says of its configuration. */
  public JsonObject config() throws IOException, InterruptedException {
    return new JsonObject(hub.get("/api/v1/config").body());
  }

  @Override
  public void close() {
    hub.close();
  }
}
