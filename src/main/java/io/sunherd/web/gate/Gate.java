package io.sunherd.web.gate;

import io.sunherd.access.Session;
import io.sunherd.access.Sessions;
import io.sunherd.request.Problem;
import io.sunherd.web.gate.CurrentAccounts.Known;
import io.sunherd.web.http.Requests;
import io.sunherd.web.http.Sent;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one gate in front of the routes. Reading requires a user, unless anyone may read; everything
 * else requires an operator. It marks each request as admitted or refused; the routes behind it
 * serve admitted requests only.
 */
public final class Gate implements Handler<RoutingContext> {
  /** The header with the session's CSRF token. */
  static final String CSRF_HEADER = "X-CSRF-Token";

  private static final String CALLER = "caller";
  private static final String REFUSAL = "refusal";

  private final CurrentAccounts accounts;
  private final Logins logins;
  private final Sessions sessions;
  private final boolean usersOnly;

  /**
   * @param usersOnly whether reading, too, is for users only
   */
  public Gate(CurrentAccounts accounts, Logins logins, Sessions sessions, boolean usersOnly) {
    this.accounts = accounts;
    this.logins = logins;
    this.sessions = sessions;
    this.usersOnly = usersOnly;
  }

  @Override
  public void handle(RoutingContext context) {
    judge(context)
        .onComplete(
            judged -> {
              if (judged.succeeded()) {
                context.put(CALLER, judged.result());
              } else {
                context.put(REFUSAL, judged.cause());
              }
              context.next();
            });
  }

  /**
   * Handles a path that cannot be decoded, which no route matches: a caller without permission gets
   * the refusal, others a 400.
   */
  public void checkAddress(RoutingContext context) {
    try {
      context.normalizedPath();
    } catch (IllegalArgumentException e) {
      judge(context).onSuccess(caller -> context.fail(400)).onFailure(context::fail);
      return;
    }
    context.next();
  }

  /** Whether the gate has admitted a request. */
  public static boolean admitted(RoutingContext context) {
    return context.get(CALLER) != null;
  }

  /** The caller of an admitted request. */
  public static Caller caller(RoutingContext context) {
    return context.<Caller>get(CALLER);
  }

  /** Fails a refused request with its reason; passes on any other. */
  public static void refuse(RoutingContext context) {
    Throwable refusal = context.get(REFUSAL);
    if (refusal == null) {
      context.next();
    } else {
      context.fail(refusal);
    }
  }

  /** The caller of a request, if it is permitted; fails with a {@link Problem} otherwise. */
  public Future<Caller> judge(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean reads = Requests.reads(request);
    if (reads && !usersOnly) {
      return Future.succeededFuture(Caller.unknown(Sent.of(context).from()));
    }
    return accounts
        .now()
        .compose(
            known -> {
              if (known.trouble() != null) {
                throw Refusals.noAccounts();
              }
              if (known.users().isEmpty()) {
                throw reads ? Refusals.noUsersToRead() : Refusals.noUsersToWrite();
              }
              return identify(context, known);
            })
        .map(caller -> allowed(request, caller, reads));
  }

  private static Caller allowed(HttpServerRequest request, Caller caller, boolean reads) {
    if (caller.user() == null) {
      throw Refusals.whoAreYou(request, "Log in to do this: it is for users of this hub only.");
    }
    if (!reads && !caller.isOperator()) {
      throw Refusals.viewer(caller.user().name());
    }
    return caller;
  }

  /**
   * The caller of a request; unknown where it has no credentials, or its session is over. Fails
   * with a {@link Problem} where the credentials are wrong, or where another site may have made the
   * browser send it.
   */
  Future<Caller> identify(RoutingContext context) {
    return accounts.now().compose(known -> identify(context, known));
  }

  private Future<Caller> identify(RoutingContext context, Known known) {
    HttpServerRequest request = context.request();
    String from = Sent.of(context).from();
    Credentials given = Credentials.of(request);
    boolean sentByItself = !(given instanceof Credentials.Bearer);
    if (actsForPage(request) && sentByItself && !Sent.byOwnPage(context)) {
      throw Refusals.anotherSite();
    }
    if (given instanceof Credentials.Password pair) {
      return logins
          .password(known, pair.name(), pair.password(), from)
          .map(user -> new Caller(user, null, from, unchanged(known, user.name())))
          .recover(failure -> Future.failedFuture(Refusals.challenged(failure, request)));
    }
    if (given instanceof Credentials.Bearer bearer) {
      return logins
          .token(known, bearer.token(), from)
          .map(user -> new Caller(user, null, from, token(bearer.token())))
          .recover(failure -> Future.failedFuture(Refusals.challenged(failure, request)));
    }
    if (given instanceof Credentials.Unreadable) {
      throw Refusals.whoAreYou(request, "The Authorization header is neither Basic nor Bearer.");
    }
    return Future.succeededFuture(
        given instanceof Credentials.SessionCookie cookie
            ? visitor(request, known, cookie.id(), from)
            : Caller.unknown(from));
  }

  private Caller visitor(HttpServerRequest request, Known known, String id, String from) {
    Session session = sessionOf(known, id);
    if (session == null) {
      return Caller.unknown(from);
    }
    String token = request.getHeader(CSRF_HEADER);
    if (!Requests.reads(request) && (token == null || !session.isMeantBy(token))) {
      throw Refusals.noCsrfToken();
    }
    return new Caller(session.user(), session, from, now -> sessionOf(now, id) != null);
  }

  /** The session of this id, which counts as used now; null where it is over. */
  private @Nullable Session sessionOf(Known known, String id) {
    Session session = sessions.use(id);
    if (session == null || known.trouble() != null) {
      return null;
    }
    String account = known.users().account(session.user().name()).orElse(null);
    if (!session.account().equals(account)) {
      sessions.close(id);
      return null;
    }
    return session;
  }

  /** A pass by password: valid as long as the account is the same. */
  private static Pass unchanged(Known known, String name) {
    Optional<String> account = known.users().account(name);
    return now -> now.trouble() == null && now.users().account(name).equals(account);
  }

  private static Pass token(String token) {
    return now -> now.trouble() == null && now.users().verifyToken(token).isPresent();
  }

  /**
   * Whether a request could do harm when another site's page sends it; for plain reads CORS is
   * enough.
   */
  private static boolean actsForPage(HttpServerRequest request) {
    return !Requests.reads(request) || Requests.upgrades(request);
  }
}
