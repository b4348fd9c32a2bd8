package io.sunherd.notify;

import io.sunherd.notify.SendFailure.Kind;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * One HTTP request, and what its answer means. A redirection is not followed: whoever moved the
 * address may be anybody. No sentence has more of a URL than the host.
 */
final class HttpPost {
  private static final Set<Integer> FOR_NOW = Set.of(408, 425, 429, 503);
  private static final int CONNECT_MS = 10_000;

  private final HttpClient client;
  private final long answerMs;

  /**
   * @param client must open a connection for each request, so that none is sent into one that is
   *     dead already
   * @param answerMs how long an answer may take
   */
  HttpPost(HttpClient client, long answerMs) {
    this.client = client;
    this.answerMs = answerMs;
  }

  /** Sends a request; fails with a {@link SendFailure}. */
  Future<Void> send(HttpMethod method, URI url, Map<String, String> headers, String body) {
    String host = url.getHost();
    return client
        .request(options(method, url, headers))
        .recover(e -> Future.failedFuture(unreached(host, e)))
        .compose(request -> send(request, host, body));
  }

  private Future<Void> send(HttpClientRequest request, String host, String body) {
    Future<HttpClientResponse> answer = request.idleTimeout(answerMs).response();
    Future<Void> written = request.end(Buffer.buffer(body));
    return answer
        .recover(e -> Future.failedFuture(unanswered(host, e, written.failed())))
        .compose(
            response -> {
              int status = response.statusCode();
              return status >= 200 && status < 300
                  ? Future.succeededFuture()
                  : Future.failedFuture(refused(host, status));
            });
  }

  private static RequestOptions options(HttpMethod method, URI url, Map<String, String> headers) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    String user = url.getUserInfo();
    if (user != null) {
      byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
      all.set("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    headers.forEach(all::set);
    return new RequestOptions()
        .setMethod(method)
        .setAbsoluteURI(withoutUser(url))
        .setConnectTimeout(CONNECT_MS)
        .setHeaders(all);
  }

  private static String withoutUser(URI url) {
    String authority = url.getRawAuthority();
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getScheme()
        + "://"
        + authority.substring(authority.lastIndexOf('@') + 1)
        + path
        + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
  }

  private static SendFailure unreached(String host, Throwable e) {
    return new SendFailure(Kind.UNREACHED, host + " cannot be reached: " + reason(e) + ".");
  }

  /**
   * What is to be thought of no answer.
   *
   * @param isCutShort whether the request surely has not gone out whole, so that nobody can take it
   */
  private static SendFailure unanswered(String host, Throwable e, boolean isCutShort) {
    if (e instanceof TimeoutException) {
      return unsure(host + " has not answered in time");
    }
    String broke = host + " broke off: " + reason(e);
    return isCutShort ? new SendFailure(Kind.BROKEN, broke + ".") : unsure(broke);
  }

  private static SendFailure refused(String host, int status) {
    String what = host + " answered " + status;
    if (FOR_NOW.contains(status)) {
      return new SendFailure(Kind.BUSY, what + ".");
    }
    if (status >= 500) {
      return unsure(what);
    }
    return new SendFailure(
        Kind.REFUSED,
        what
            + switch (status) {
              case 301, 302, 303, 307, 308 -> ": write the address that it leads to.";
              case 401, 403 -> ": check what it is to be told by, as a token.";
              case 404, 410 -> ": check the address.";
              default -> ".";
            });
  }

  /** After this somebody may have the message. */
  static SendFailure unsure(String what) {
    return new SendFailure(Kind.UNSURE, what + ": whether it has taken it is not known.");
  }

  /** A reason in one line, with what is behind it. */
  static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == e ? line(e) : line(e) + " (" + line(root) + ")";
  }

  private static String line(Throwable e) {
    String said = e.getMessage();
    String first = said == null ? "" : said.lines().findFirst().orElse("");
    String bare = first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    return bare.isEmpty() ? e.getClass().getSimpleName() : bare;
  }
}
