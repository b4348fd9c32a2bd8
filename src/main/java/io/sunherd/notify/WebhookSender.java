package io.sunherd.notify;

import io.sunherd.config.Notice;
import io.sunherd.config.Template;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** POSTs the alarms as JSON, or what a template makes of them. */
final class WebhookSender implements Sender {
  private static final String JSON = "application/json";

  private final HttpPost http;
  private final Notice.Webhook webhook;

  WebhookSender(HttpPost http, Notice.Webhook webhook) {
    this.http = http;
    this.webhook = webhook;
  }

  @Override
  public Future<Void> send(Letter letter, Wording wording) {
    String body = webhook.body();
    Template template = body == null ? null : new Template(body);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put(
        "Content-Type", template == null || template.isJson() ? JSON : "text/plain; charset=utf-8");
    headers.put("Idempotency-Key", wording.hub() + "-" + letter.id());
    headers.putAll(webhook.headers());
    return http.send(
        HttpMethod.POST,
        webhook.url(),
        headers,
        template == null ? usual(letter, wording) : template.filled(wording.words(letter)));
  }

  private static String usual(Letter letter, Wording wording) {
    JsonObject json =
        new JsonObject().put("hub", wording.hub()).put("alarms", Wording.alarms(letter));
    if (letter.stage() == Letter.Stage.TEST) {
      json.put("test", true);
    }
    return json.encode();
  }
}
