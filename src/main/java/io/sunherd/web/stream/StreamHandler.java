package io.sunherd.web.stream;

import io.sunherd.bus.Failure;
import io.sunherd.request.Problem;
import io.sunherd.web.gate.CurrentAccounts;
import io.sunherd.web.gate.Gate;
import io.sunherd.web.gate.Pass;
import io.sunherd.web.http.Requests;
import io.sunherd.web.http.Sent;
import io.sunherd.web.live.LiveUnit;
import io.sunherd.web.live.Newest;
import io.sunherd.web.stream.Subscriptions.Rule;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** GET /stream: accepts WebSockets, and handles their clients' messages. */
public final class StreamHandler implements Handler<RoutingContext> {
  private static final int MOST_CLIENTS = 4_096;
  private static final int LONGEST_MESSAGE = 4_096;

  /** The most inverters, and the most commands, in a URL. */
  private static final int MOST_NAMES = 64;

  private static final long PING_MS = TimeUnit.SECONDS.toMillis(25);
  private static final int MOST_UNANSWERED = 3;
  private static final long REVIEW_MS = TimeUnit.SECONDS.toMillis(1);
  private static final Set<String> KEYS = Set.of("type", "inverter", "cmd");

  private final Vertx vertx;
  private final Newest newest;
  private final Stream stream;
  private final List<String> origins;

  /**
   * @param origins other web origins whose pages may connect; {@code *} for all
   */
  public StreamHandler(
      Vertx vertx, Newest newest, Stream stream, CurrentAccounts accounts, List<String> origins) {
    this.vertx = vertx;
    this.newest = newest;
    this.stream = stream;
    this.origins = origins;
    vertx.setPeriodic(PING_MS, timer -> stream.ping(MOST_UNANSWERED));
    vertx.setPeriodic(ClientPace.TICK_MS, timer -> stream.tick());
    vertx.setPeriodic(
        REVIEW_MS,
        timer -> {
          if (stream.hasGuests()) {
            accounts.now().onSuccess(stream::review);
          }
        });
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!Requests.upgrades(request)) {
      throw new Problem(426, "/stream is a WebSocket: connect with ws:// or wss://.");
    }
    if (!isWelcome(context)) {
      throw new Problem(
          403,
          "Pages of "
              + Problem.quote(request.getHeader(HttpHeaders.ORIGIN))
              + " may not connect; list that origin under http.cors to allow it.");
    }
    Subscriptions subscriptions = subscriptions(context.queryParams());
    if (stream.size() >= MOST_CLIENTS) {
      throw new Problem(Failure.OFFLINE, "Too many clients are connected to /stream; try later.");
    }
    Pass pass = Gate.caller(context).pass();
    request
        .toWebSocket()
        .onSuccess(socket -> connected(socket, request.connection(), pass, subscriptions));
  }

  /**
   * Whether the page that connects is allowed: a browser names its origin, other programs name
   * none.
   */
  private boolean isWelcome(RoutingContext context) {
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    return Sent.byOwnPage(context) || origins.contains("*") || origins.contains(origin);
  }

  private Subscriptions subscriptions(MultiMap query) {
    List<String> inverters = query.getAll("inverter");
    List<String> cmds = query.getAll("cmd");
    if (inverters.size() > MOST_NAMES || cmds.size() > MOST_NAMES) {
      throw new Problem(
          Failure.BAD_REQUEST,
          "Name at most " + MOST_NAMES + " inverters and " + MOST_NAMES + " cmds.");
    }
    inverters.forEach(newest::unit);
    cmds.forEach(this::requireCmd);
    return Subscriptions.of(inverters, cmds).orElseThrow(StreamHandler::tooMany);
  }

  private void requireCmd(String cmd) {
    boolean known =
        cmd.equals("system")
            || newest.units().stream().anyMatch(unit -> unit.dialect().request(cmd).isPresent());
    if (!known) {
      throw new Problem(Failure.BAD_REQUEST, "There is no cmd " + Problem.quote(cmd) + ".");
    }
  }

  private void connected(
      ServerWebSocket socket, HttpConnection connection, Pass pass, Subscriptions subscriptions) {
    StreamClient client = new StreamClient(socket, connection, pass, subscriptions);
    client.whenCaughtUp(() -> stream.settle(client));
    socket.closeHandler(closed -> stream.remove(client));
    socket.exceptionHandler(failure -> socket.close());
    socket.textMessageHandler(text -> heard(client, text));
    socket.binaryMessageHandler(
        bytes -> error(client, "Binary messages are not understood; send JSON as text."));
    if (!socket.isClosed()) {
      stream.add(client);
    }
  }

  private void heard(StreamClient client, String text) {
    try {
      obey(client, message(text));
    } catch (Problem e) {
      error(client, e.sentence());
    }
  }

  private static JsonObject message(String text) {
    if (text.length() > LONGEST_MESSAGE) {
      throw new Problem(Failure.BAD_REQUEST, "The message is too long.");
    }
    JsonObject message;
    try {
      message = new JsonObject(text);
    } catch (DecodeException | ClassCastException e) {
      throw new Problem(Failure.BAD_REQUEST, "The message is no JSON object.");
    }
    for (Map.Entry<String, Object> entry : message) {
      if (!KEYS.contains(entry.getKey()) || !(entry.getValue() instanceof String)) {
        throw new Problem(
            Failure.BAD_REQUEST,
            "A message has the keys type, inverter and cmd, each with a text; not "
                + Problem.quote(entry.getKey())
                + ".");
      }
    }
    return message;
  }

  private void obey(StreamClient client, JsonObject message) {
    switch (Objects.toString(message.getString("type"), "")) {
      case "ping" -> answer(client, "pong", Map.of());
      case "subscribe" -> subscribe(client, message, true);
      case "unsubscribe" -> subscribe(client, message, false);
      default ->
          throw new Problem(
              Failure.BAD_REQUEST,
              "The type of a message is subscribe, unsubscribe or ping, not "
                  + Problem.quote(message.getString("type", "none"))
                  + ".");
    }
  }

  /**
   * Changes a subscription. What is newly subscribed is sent at once, not only at its next change;
   * all of one turn of the event loop goes into one snapshot.
   */
  private void subscribe(StreamClient client, JsonObject message, boolean wanted) {
    String inverter = message.getString("inverter");
    String cmd = message.getString("cmd");
    if (inverter != null) {
      newest.unit(inverter);
    }
    if (cmd != null) {
      requireCmd(cmd);
    }
    if (!client.subscriptions().add(new Rule(wanted, inverter, cmd))) {
      throw tooMany();
    }
    if (wanted && client.owe(meant(inverter))) {
      vertx.runOnContext(turnIsOver -> stream.settle(client));
    }
  }

  private List<String> meant(@Nullable String inverter) {
    return inverter == null
        ? newest.units().stream().map(LiveUnit::id).toList()
        : List.of(inverter);
  }

  private static Problem tooMany() {
    return new Problem(
        Failure.BAD_REQUEST,
        "There are too many subscriptions: name fewer, or leave the inverter or the cmd out for all.");
  }

  private void error(StreamClient client, String sentence) {
    answer(client, "error", Map.of("error", sentence));
  }

  /** Sends an answer, after the snapshot that was requested before, if there is one. */
  private void answer(StreamClient client, String type, Map<String, String> content) {
    Frame frame = Frame.answer(type, content);
    if (client.isOwed()) {
      vertx.runOnContext(turnIsOver -> client.offer(frame));
    } else {
      client.offer(frame);
    }
  }
}
