package io.sunherd.web;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.sunherd.bus.Addresses;
import io.sunherd.bus.Ask;
import io.sunherd.bus.Backlog;
import io.sunherd.bus.BatteryState;
import io.sunherd.bus.InverterState;
import io.sunherd.bus.InverterState.Condition;
import io.sunherd.bus.Member;
import io.sunherd.bus.PartHealth;
import io.sunherd.bus.Reading;
import io.sunherd.bus.RecordCodec;
import io.sunherd.bus.SystemTotals;
import io.sunherd.bus.Voided;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A deployed web verticle with a clock to set, a bus to publish on, and a client to ask with. */
final class Rig implements AutoCloseable {
  /** A users file that is not there. */
  static final Path NO_USERS = Path.of("no-such-folder", "users");

  static final long AT = 1_795_000_000_000L;

  final Vertx vertx = Vertx.vertx();
  final AtomicLong nanos = new AtomicLong(5_000_000_000L);
  final Semaphore clockReads = new Semaphore(0);
  final WebVerticle web;
  private volatile Context loop;
  private final HttpClient client;

  /** Kept, because one that nobody holds is closed with all its sockets. */
  final WebSocketClient sockets = vertx.createWebSocketClient();

  Rig(Site site) {
    this(site, handler -> handler);
  }

  /** The same with something around the handler of each route. */
  Rig(Site site, UnaryOperator<Handler<RoutingContext>> around) {
    RecordCodec.register(vertx.eventBus());
    web = new WebVerticle(site, this::readClock, around);
    boolean tls = site.certificate() != null;
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setSsl(tls).setTrustAll(tls).setVerifyHost(false),
            new PoolOptions().setHttp1MaxSize(64));
    try {
      wait(vertx.deployVerticle(watched(web)));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Two inverters, nothing else. */
  static Rig plain() {
    return new Rig(site(List.of(), List.of(), Path.of("no-such-folder")));
  }

  static Site site(List<String> origins, List<String> parts, Path webroot) {
    return new Site(
        "127.0.0.1",
        0,
        origins,
        null,
        null,
        List.of("roof-1", "roof-2"),
        parts,
        webroot,
        NO_USERS,
        false);
  }

  private long readClock() {
    clockReads.release();
    return nanos.get();
  }

  void advanceMs(long ms) {
    nanos.addAndGet(ms * 1_000_000);
  }

  static <T> T wait(Future<T> future) {
    try {
      return future.await(20, SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing happened within 20 s", e);
    }
  }

  /** What came back. */
  record Answer(int status, MultiMap headers, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }

    String error() {
      return json().getString("error");
    }
  }

  Answer get(String uri) {
    return wait(send(HttpMethod.GET, uri, Map.of()));
  }

  Answer ask(String method, String uri, Map<String, String> headers, String body) {
    return wait(send(HttpMethod.valueOf(method), uri, headers, Buffer.buffer(body)));
  }

  Future<Answer> send(HttpMethod method, String uri, Map<String, String> headers) {
    return send(method, uri, headers, Buffer.buffer());
  }

  Future<Answer> send(HttpMethod method, String uri, Map<String, String> headers, Buffer sent) {
    RequestOptions options =
        new RequestOptions().setMethod(method).setHost("127.0.0.1").setPort(web.port()).setURI(uri);
    headers.forEach(options::putHeader);
    // On a context, so that no part of the answer comes before somebody listens for it.
    Promise<Answer> promise = Promise.promise();
    vertx.runOnContext(
        start ->
            client
                .request(options)
                .compose(request -> sent.length() == 0 ? request.send() : request.send(sent))
                .compose(
                    response ->
                        response
                            .body()
                            .map(
                                body ->
                                    new Answer(
                                        response.statusCode(),
                                        response.headers(),
                                        body.toString())))
                .onComplete(promise));
    return promise.future();
  }

  /** A reading of the seed's shape with one voltage to tell it by. */
  static Reading status(String inverter, double volts) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("grid_volt", 230.0);
    data.put("batt_volt", volts);
    data.put("pv_watts", 844);
    data.put("temp", null);
    data.put("load_status", true);
    data.put("charge_source", List.of("solar_charging"));
    return new Reading(inverter, "status", "QPIGS", AT, 1000, "(230.0 " + volts, data);
  }

  static Reading mode(String inverter) {
    return new Reading(
        inverter, "operation_mode", "QMOD", AT + 1, 1000, "(B", Map.of("mode", "BT"));
  }

  static InverterState state(String inverter, Condition condition, String error) {
    return new InverterState(
        inverter,
        condition,
        AT,
        "serial:/dev/ttyUSB0",
        "pi30max",
        "MAX 8K",
        "9293",
        "00041.17",
        null,
        error,
        List.of());
  }

  void publish(Reading reading) {
    vertx.eventBus().publish(Addresses.READINGS, reading);
    settle();
  }

  void publish(InverterState state) {
    vertx.eventBus().publish(Addresses.STATES, state);
    settle();
  }

  void publish(Voided voided) {
    vertx.eventBus().publish(Addresses.VOIDED, voided);
    settle();
  }

  void publish(Member member) {
    vertx.eventBus().publish(Addresses.MEMBERS, member);
    settle();
  }

  void publish(SystemTotals totals) {
    vertx.eventBus().publish(Addresses.SYSTEM, totals);
    settle();
  }

  void publish(Backlog backlog) {
    vertx.eventBus().publish(Addresses.BACKLOG, backlog);
    settle();
  }

  void publish(BatteryState battery) {
    vertx.eventBus().publish(Addresses.BATTERY, battery);
    settle();
  }

  void publish(PartHealth part) {
    vertx.eventBus().publish(Addresses.PARTS, part);
    settle();
  }

  /** The verticle, with its event loop known. */
  private Deployable watched(WebVerticle verticle) {
    return new Deployable() {
      @Override
      public Future<?> deploy(Context context) throws Exception {
        loop = context;
        return verticle.deploy(context);
      }

      @Override
      public Future<?> undeploy(Context context) throws Exception {
        return verticle.undeploy(context);
      }
    };
  }

  /** Waits until the event loop has taken in what was published: it takes one thing at a time. */
  private void settle() {
    Promise<Void> settled = Promise.promise();
    loop.runOnContext(next -> settled.complete());
    wait(settled.future());
  }

  /** The number of the thread that serves. */
  long loopThread() {
    Promise<Long> thread = Promise.promise();
    loop.runOnContext(next -> thread.complete(Thread.currentThread().getId()));
    return wait(thread.future());
  }

  /** Stands in for an inverter. */
  void inverter(String id, Consumer<Message<Ask>> behaviour) {
    vertx.eventBus().<Ask>consumer(Addresses.ask(id), behaviour::accept);
  }

  @Override
  public void close() {
    // The site first: while it stops, it still has to tell its clients.
    vertx.deploymentIDs().forEach(id -> wait(vertx.undeploy(id)));
    wait(vertx.close());
  }
}
