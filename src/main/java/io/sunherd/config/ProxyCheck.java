package io.sunherd.config;

import io.sunherd.access.Subnet;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Checks what the schema cannot: whether each of http.proxies is an address or a network. */
final class ProxyCheck {
  private static final KeyPath PROXIES = KeyPath.ROOT.child("http").child("proxies");

  private final JsonArray proxies;
  private final Mistakes mistakes;

  ProxyCheck(JsonObject configuration, Mistakes mistakes) {
    this.proxies = PROXIES.in(configuration) instanceof JsonArray list ? list : new JsonArray();
    this.mistakes = mistakes;
  }

  void check() {
    for (int i = 0; i < proxies.size(); i++) {
      if (proxies.getValue(i) instanceof String text) {
        try {
          Subnet.parse(text);
        } catch (IllegalArgumentException e) {
          mistakes.add(
              PROXIES.child(i),
              Words.shown(text)
                  + " is not allowed: write an address such as 192.168.1.5, or a network such as"
                  + " 172.16.0.0/12 or fd00::/8.");
        }
      }
    }
  }
}
