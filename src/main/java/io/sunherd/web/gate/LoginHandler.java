package io.sunherd.web.gate;

import io.sunherd.access.Session;
import io.sunherd.access.Sessions;
import io.sunherd.access.User;
import io.sunherd.request.Problem;
import io.sunherd.request.StrictJson;
import io.sunherd.web.gate.CurrentAccounts.Known;
import io.sunherd.web.http.JsonBody;
import io.sunherd.web.http.Respond;
import io.sunherd.web.http.Sent;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * POST /api/v1/login and /api/v1/logout, GET /api/v1/session: login and logout for browsers; and
 * POST /api/v1/setup, which makes the first user.
 */
public final class LoginHandler {
  private static final String VISITOR = "visitor";

  private final CurrentAccounts accounts;
  private final Logins logins;
  private final Sessions sessions;
  private final Gate gate;
  private final Claim claim;
  private final Consumer<Known> leaving;
  private final String readers;

  /**
   * @param leaving receives the present accounts when a session ends, so that its streams are
   *     closed
   * @param usersOnly whether reading, too, is for users only
   */
  public LoginHandler(
      CurrentAccounts accounts,
      Logins logins,
      Sessions sessions,
      Gate gate,
      Claim claim,
      Consumer<Known> leaving,
      boolean usersOnly) {
    this.accounts = accounts;
    this.claim = claim;
    this.logins = logins;
    this.sessions = sessions;
    this.gate = gate;
    this.leaving = leaving;
    this.readers = usersOnly ? "users" : "anyone";
  }

  /** Passes a request on, unless a page of another site sends it. */
  public static void mayTry(RoutingContext context) {
    if (!Sent.byOwnPage(context)) {
      throw Refusals.anotherSite();
    }
    context.next();
  }

  /** Passes a request on while the hub is unclaimed, unless a page of another site sends it. */
  public void maySetUp(RoutingContext context) {
    if (!Sent.byOwnPage(context)) {
      throw Refusals.anotherSite();
    }
    claim.check().onSuccess(open -> context.next()).onFailure(context::fail);
  }

  /** POST /api/v1/login. */
  public void login(RoutingContext context) {
    Given given = Given.by(context);
    accounts
        .now()
        .compose(known -> login(known, given))
        .onSuccess(begun -> welcome(context, begun))
        .onFailure(
            failure ->
                context.fail(
                    failure instanceof Problem problem && problem.status() == 401
                        ? problem.with("WWW-Authenticate", "Bearer realm=\"Sunherd\"")
                        : failure));
  }

  /** POST /api/v1/setup: makes the first user of an unclaimed hub, and logs that user in. */
  public void setUp(RoutingContext context) {
    StrictJson body = JsonBody.of(context, "user", "password", "code");
    claim
        .judge(logins, body.text("code"), Sent.of(context))
        .compose(may -> claimed(Given.of(body, context)))
        .onSuccess(begun -> welcome(context, begun))
        .onFailure(context::fail);
  }

  private Future<Begun> claimed(Given given) {
    return claim
        .by(given.name(), given.password(), given.from())
        .map(
            known -> {
              requireUsers(known);
              return known
                  .users()
                  .user(given.name())
                  .map(user -> begun(known, user))
                  .orElseThrow(Refusals::noUsersToWrite);
            });
  }

  private Future<Begun> login(Known known, Given given) {
    requireUsers(known);
    return logins
        .password(known, given.name(), given.password(), given.from())
        .map(user -> begun(known, user));
  }

  private static void requireUsers(Known known) {
    if (known.trouble() != null) {
      throw Refusals.noAccounts();
    }
    if (known.users().isEmpty()) {
      throw Refusals.noUsersToWrite();
    }
  }

  private static Begun begun(Known known, User user) {
    return new Begun(user, known.users().account(user.name()).orElse(""));
  }

  /** The user name and password of a login, and its address. */
  private record Given(String name, String password, String from) {
    static Given by(RoutingContext context) {
      return of(JsonBody.of(context, "user", "password"), context);
    }

    static Given of(StrictJson body, RoutingContext context) {
      return new Given(body.needed("user"), body.needed("password"), Sent.of(context).from());
    }

    /** Without the password. */
    @Override
    public String toString() {
      return name + " from " + from;
    }
  }

  /** A user whose password was right, or has just been made, and the account of it. */
  private record Begun(User user, String account) {}

  /** Opens a new session; one that the browser already had is closed. */
  private void welcome(RoutingContext context, Begun begun) {
    forget(context.request());
    String id = sessions.open(begun.user(), begun.account());
    context.response().addCookie(cookie(context, folder(context), id));
    Respond.json(context, 200, json(begun.user(), sessions.use(id), true, false, false));
  }

  /** Passes a request on, unless its credentials are wrong. */
  public void identify(RoutingContext context) {
    gate.identify(context)
        .onSuccess(
            caller -> {
              context.put(VISITOR, caller);
              context.next();
            })
        .onFailure(context::fail);
  }

  /**
   * POST /api/v1/logout. In a folder the session of the top is closed, too: it may be from before
   * the folder was told.
   */
  public void logout(RoutingContext context) {
    forget(context.request());
    Set<String> folders = new LinkedHashSet<>(List.of(folder(context), "/"));
    folders.forEach(
        folder -> context.response().addCookie(cookie(context, folder, "").setMaxAge(0)));
    session(context, Caller.unknown(context.<Caller>get(VISITOR).from()));
  }

  private void forget(HttpServerRequest request) {
    List<String> old = Credentials.sessions(request);
    old.forEach(sessions::close);
    if (!old.isEmpty()) {
      accounts.now().onSuccess(leaving::accept);
    }
  }

  private static String folder(RoutingContext context) {
    return Sent.of(context).folder() + "/";
  }

  private static Cookie cookie(RoutingContext context, String folder, String id) {
    return Cookie.cookie(Credentials.COOKIE, id)
        .setPath(folder)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(Sent.of(context).isEncrypted());
  }

  /** GET /api/v1/session. */
  public void session(RoutingContext context) {
    session(context, context.<Caller>get(VISITOR));
  }

  private void session(RoutingContext context, Caller caller) {
    accounts
        .now()
        .onSuccess(
            known ->
                Respond.json(
                    context,
                    200,
                    json(
                        caller.user(),
                        caller.session(),
                        !known.users().isEmpty(),
                        claim.isOpen(known),
                        claim.needsCode(known, Sent.of(context)))))
        .onFailure(context::fail);
  }

  private Map<String, @Nullable Object> json(
      @Nullable User user,
      @Nullable Session session,
      boolean users,
      boolean unclaimed,
      boolean needsCode) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("user", user == null ? null : user.name());
    json.put("role", user == null ? null : user.role().word());
    json.put("csrf", session == null ? null : session.csrf());
    json.put("users", users);
    json.put("read", readers);
    json.put("unclaimed", unclaimed);
    json.put("code_needed", needsCode);
    return json;
  }
}
