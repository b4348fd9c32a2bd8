package io.sunherd.mqtt.broker;

import io.sunherd.config.MqttConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One connection to a broker that publishes nothing, not even a will. */
public final class Trial implements Connection.Events {
  private final Predicate<String> wanted;
  private final List<Arrival> kept = new ArrayList<>();

  /**
   * What came of it.
   *
   * @param trouble why there was no connection, one sentence; null where there was one
   * @param denied the filters that the broker does not let this user subscribe to
   * @param kept what the broker has kept of the wanted topics
   */
  public record Outcome(@Nullable String trouble, List<String> denied, List<Arrival> kept) {}

  private Trial(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /**
   * Connects, subscribes, and disconnects.
   *
   * @param clientId what it is called there; not the id of a hub, which would be thrown out
   * @param filters what to subscribe to, and with which QoS
   * @param wanted the topics of which is told what is kept there
   */
  public static Future<Outcome> of(
      Vertx vertx,
      MqttConfig config,
      String clientId,
      Map<String, Integer> filters,
      Predicate<String> wanted) {
    Trial trial = new Trial(wanted);
    return ClientAccess.of(vertx, config, clientId)
        .map(options -> new Connection(vertx, options, trial))
        .transform(
            made ->
                made.succeeded()
                    ? trial.run(made.result(), config, filters)
                    : failed(Reason.unread(String.valueOf(config.passwordFile()))));
  }

  private Future<Outcome> run(
      Connection connection, MqttConfig config, Map<String, Integer> filters) {
    return connection
        .open(config.port(), config.host())
        .compose(v -> connection.subscribe(filters))
        .compose(denied -> connection.catchUp().map(denied))
        .timeout(3 * ClientAccess.CONNECT_MS, TimeUnit.MILLISECONDS)
        .map(denied -> new Outcome(null, denied, List.copyOf(kept)))
        .recover(failure -> failed(Reason.of(failure, config)))
        .compose(
            outcome ->
                connection
                    .close()
                    .timeout(ClientAccess.CONNECT_MS, TimeUnit.MILLISECONDS)
                    .otherwiseEmpty()
                    .map(outcome));
  }

  private static Future<Outcome> failed(Reason reason) {
    return Future.succeededFuture(new Outcome(reason.sentence(), List.of(), List.of()));
  }

  @Override
  public void received(Arrival arrival) {
    if (arrival.isRetained() && wanted.test(arrival.topic())) {
      kept.add(arrival);
    }
  }

  @Override
  public void acknowledged(Post post, long tookNanos) {}

  @Override
  public void ready() {}

  @Override
  public void over(@Nullable Throwable mishap) {}
}
