package io.sunherd.web.gate;

import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The credentials of a request. A header takes precedence over a cookie. */
sealed interface Credentials {

  /** The name of the cookie that holds the id of a session. */
  String COOKIE = "sunherd_session";

  /** No credentials. */
  record None() implements Credentials {}

  /** A header that cannot be parsed. */
  record Unreadable() implements Credentials {}

  /** HTTP Basic. Browsers send it by themselves once they know it. */
  record Password(String name, String password) implements Credentials {
    @Override
    public String toString() {
      return "Password";
    }
  }

  /** A token made by {@code sunherd token}. No browser sends it by itself. */
  record Bearer(String token) implements Credentials {
    @Override
    public String toString() {
      return "Bearer";
    }
  }

  /** The id of a session. Browsers send it by themselves. */
  record SessionCookie(String id) implements Credentials {
    @Override
    public String toString() {
      return "SessionCookie";
    }
  }

  static Credentials of(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      Cookie cookie = request.getCookie(COOKIE);
      return cookie == null ? new None() : new SessionCookie(cookie.getValue());
    }
    String[] words = header.strip().split(" +", 2);
    if (words.length == 2) {
      switch (words[0].toLowerCase(Locale.ROOT)) {
        case "basic" -> {
          return basic(words[1]);
        }
        case "bearer" -> {
          return new Bearer(words[1]);
        }
        default -> {}
      }
    }
    return new Unreadable();
  }

  /** The ids of all sessions that it has a cookie of: one for each folder may be there. */
  static List<String> sessions(HttpServerRequest request) {
    return request.headers().getAll(HttpHeaders.COOKIE).stream()
        .flatMap(header -> ServerCookieDecoder.STRICT.decodeAll(header).stream())
        .filter(cookie -> cookie.name().equals(COOKIE))
        .map(cookie -> cookie.value())
        .toList();
  }

  private static Credentials basic(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      String pair = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int colon = pair.indexOf(':');
      return colon < 0
          ? new Unreadable()
          : new Password(pair.substring(0, colon), pair.substring(colon + 1));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return new Unreadable();
    }
  }
}
