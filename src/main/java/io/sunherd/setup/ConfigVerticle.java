package io.sunherd.setup;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.ConfigState;
import io.sunherd.bus.Configure;
import io.sunherd.bus.Configured;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.ShowConfig;
import io.sunherd.bus.Verdict;
import io.sunherd.bus.setup.TakeBack;
import io.sunherd.config.ConfigChange;
import io.sunherd.config.ConfigException;
import io.sunherd.config.HubConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.eventbus.Message;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the configuration file: a change of it is checked as a whole, then applied; a wrong one
 * is refused, and the configuration before stays. A change from an operator is written to the file
 * first.
 */
public final class ConfigVerticle extends VerticleBase {
  /** The name under which it reports its health. A wrong file does not make the hub unhealthy. */
  public static final String PART = "configuration";

  private static final Logger LOG = LoggerFactory.getLogger(ConfigVerticle.class);

  private final ConfigSource source;
  private final HubFile file;
  private final InstantSource clock;
  private final Function<HubConfig, Future<Void>> hub;

  /** The configuration in use: its text, and what was parsed from it. */
  private String text;

  private HubConfig config;
  private long applied;
  private @Nullable Refused refused;
  private @Nullable String seen;
  private @Nullable WorkerExecutor worker;
  private Future<?> busy = Future.succeededFuture();

  /** A text that was refused; null stands for one that cannot be read. */
  private record Refused(@Nullable String text, long at, List<String> mistakes) {}

  /**
   * @param config the configuration that the hub was started with
   * @param hub applies another configuration as a whole, or fails with one sentence
   * @param clock the time of day
   */
  public ConfigVerticle(
      ConfigSource source,
      HubConfig config,
      Function<HubConfig, Future<Void>> hub,
      InstantSource clock) {
    this.source = source;
    this.file = new HubFile(source.file(), clock);
    this.text = source.text();
    this.config = config;
    this.hub = hub;
    this.clock = clock;
    this.applied = clock.millis();
  }

  @Override
  public Future<?> start() {
    worker = vertx.createSharedWorkerExecutor(PART, 1);
    var bus = vertx.eventBus();
    return Future.all(
            bus.<Configured>consumer(Addresses.CONFIGURED, message -> publishState()).completion(),
            bus.<ShowConfig>consumer(Addresses.SHOW_CONFIG, message -> serve(message, this::show))
                .completion(),
            bus.<TakeBack>consumer(
                    Addresses.TAKE_BACK, message -> serve(message, () -> takeBack(message.body())))
                .completion(),
            bus.<Configure>consumer(
                    Addresses.CONFIGURE, message -> serve(message, () -> change(message.body())))
                .completion())
        .onSuccess(
            ready -> {
              vertx.setPeriodic(source.look().toMillis(), timer -> look());
              publishState();
            });
  }

  private void publishState() {
    vertx.eventBus().publish(Addresses.PARTS, new PartHealth(PART, null));
    List<String> mistakes = refused == null ? List.of() : refused.mistakes();
    vertx
        .eventBus()
        .publish(Addresses.CONFIG, new ConfigState(HubFile.version(text), applied, mistakes));
  }

  /**
   * Runs one piece of work after the other: what was read must still be true when it is applied.
   */
  private <T> Future<T> inTurn(Supplier<Future<T>> work) {
    Future<T> done = busy.transform(over -> work.get());
    busy = done;
    return done;
  }

  private <T> void serve(Message<T> message, Supplier<Future<Verdict>> service) {
    inTurn(service).otherwise(failure -> ConfigAnswers.failed(failure)).onSuccess(message::reply);
  }

  /** Runs on the verticle's own thread: the shared pool would start a thread for each call. */
  private <T extends @Nullable Object> Future<T> on(Callable<T> work) {
    return worker == null
        ? Future.failedFuture(new IllegalStateException("The configuration has not started."))
        : worker.executeBlocking(work);
  }

  private Future<@Nullable String> read() {
    return on(file::read);
  }

  private void look() {
    if (busy.isComplete()) {
      inTurn(() -> read().transform(read -> looked(read.result(), read.cause())))
          .onFailure(e -> LOG.error("{} could not be looked at", file, e));
    }
  }

  private Future<Void> looked(@Nullable String now, @Nullable Throwable failure) {
    if (failure instanceof IOException e) {
      return refuse(null, List.of(file + ": cannot be read: " + HubFile.reason(e) + "."));
    }
    if (failure instanceof ConfigException wrong) {
      return refuse(null, wrong.mistakes());
    }
    if (now == null && !text.isEmpty()) {
      return refuse(null, List.of(file + ": is gone: put it back."));
    }
    String found = Objects.requireNonNullElse(now, "");
    if (found.equals(text)) {
      seen = null;
      return settled();
    }
    boolean isNew = !found.equals(seen); // then an editor may still be writing it
    seen = found;
    return isNew || (refused != null && found.equals(refused.text()))
        ? Future.succeededFuture()
        : take(found);
  }

  /** The file is the configuration in use. */
  private Future<Void> settled() {
    if (refused != null) {
      refused = null;
      LOG.info("{} is again what the hub goes by.", file);
      publishState();
    }
    return Future.succeededFuture();
  }

  private Future<Void> refuse(@Nullable String wrong, List<String> mistakes) {
    Refused before = refused;
    if (before != null && mistakes.equals(before.mistakes())) {
      refused = new Refused(wrong, before.at(), mistakes); // another text with the same mistakes
    } else {
      refused = new Refused(wrong, clock.millis(), mistakes);
      mistakes.forEach(mistake -> LOG.error("Not applied: {}", mistake));
      publishState();
    }
    return Future.succeededFuture();
  }

  private Future<Void> take(String found) {
    if (found.isBlank()) {
      return refuse(found, List.of(file + ": is empty: a hub at work is not stopped by that."));
    }
    return on(() -> source.parser().apply(found))
        .compose(next -> take(found, next))
        .recover(
            failure ->
                refuse(
                    found,
                    failure instanceof ConfigException wrong
                        ? wrong.mistakes()
                        : List.of(String.valueOf(failure.getMessage()))));
  }

  private Future<Void> take(String found, HubConfig next) {
    ConfigChange change = ConfigChange.between(config, next);
    return apply(next)
        .onSuccess(
            done -> {
              goBy(found, next);
              LOG.info("{} was changed: {}", file, ConfigAnswers.words(change));
            });
  }

  private Future<Void> apply(HubConfig next) {
    if (next.equals(config)) {
      return Future.succeededFuture();
    }
    Promise<Void> change = Promise.promise();
    // The hub completes on its own thread; what follows belongs on this one's.
    hub.apply(next)
        .onComplete((done, failure) -> context.runOnContext(own -> change.complete(null, failure)));
    return change.future();
  }

  private void goBy(String now, HubConfig next) {
    text = now;
    config = next;
    applied = clock.millis();
    refused = null;
    seen = null;
    publishState();
  }

  private @Nullable String notEditable() {
    return source.fixed() == null ? file.unwritable() : source.fixed();
  }

  private Future<Verdict> show() {
    Refused wrong = refused;
    return on(this::notEditable)
        .map(
            reason ->
                ConfigAnswers.shown(
                    source.file() == null ? null : file.toString(),
                    HubFile.version(text),
                    reason,
                    Edit.inverters(source, text, config),
                    config.timeZone().getId(),
                    applied,
                    wrong == null ? null : ConfigAnswers.refused(wrong.at(), wrong.mistakes())));
  }

  private Future<Verdict> takeBack(TakeBack wish) {
    boolean isFree = config.inverters().isEmpty();
    return on(
        () -> {
          String reason =
              isFree
                  ? notEditable()
                  : "This hub has inverters already: a backup is taken back by a new one.";
          if (reason != null) {
            throw new ConfigAnswers.Refusal(409, reason);
          }
          return new TakingBack(source, file).take(wish);
        });
  }

  private Future<Verdict> change(Configure wish) {
    return on(() -> {
          String reason = notEditable();
          if (reason != null) {
            throw new ConfigAnswers.Refusal(409, reason);
          }
          return Objects.requireNonNullElse(file.read(), "");
        })
        .compose(now -> change(wish, now));
  }

  private Future<Verdict> change(Configure wish, String now) {
    String wanted = wish.version();
    if (!now.equals(text) || (wanted != null && !wanted.equals(HubFile.version(text)))) {
      throw new ConfigAnswers.Refusal(
          409, file + " was changed meanwhile: look at what it says now, then try again.");
    }
    HubConfig before = config;
    return on(() -> Edit.of(source, now, before, wish)).compose(edit -> change(wish, now, edit));
  }

  private Future<Verdict> change(Configure wish, String now, Edit edit) {
    ConfigChange change = ConfigChange.between(config, edit.config());
    if (wish.dryRun() || edit.text().equals(text)) {
      boolean changed = !edit.text().equals(text);
      return Future.succeededFuture(
          ConfigAnswers.changed(
              change, changed, wish.dryRun(), null, HubFile.version(text), edit.notes()));
    }
    return on(() -> file.save(edit.text(), edit.config().timeZone()))
        .compose(
            backup ->
                apply(edit.config())
                    .map(
                        done -> {
                          goBy(edit.text(), edit.config());
                          LOG.info(
                              "{} from {} changed {}: {}",
                              wish.actor().name(),
                              wish.actor().from(),
                              file,
                              ConfigAnswers.words(change));
                          return ConfigAnswers.changed(
                              change, true, false, backup, HubFile.version(text), edit.notes());
                        })
                    .recover(failure -> undone(backup == null ? null : now, failure)));
  }

  private Future<Verdict> undone(@Nullable String before, Throwable failure) {
    return on(() -> {
          file.restore(before);
          return before;
        })
        .transform(
            restored ->
                Future.failedFuture(
                    new ConfigAnswers.Refusal(
                        503, "It could not be applied: " + failure.getMessage())));
  }
}
