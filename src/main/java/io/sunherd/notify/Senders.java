package io.sunherd.notify;

import io.sunherd.config.Notice;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;

/** Makes the senders of targets, which share one HTTP client. */
final class Senders {
  private final Vertx vertx;
  private final HttpClient client;
  private final HttpPost http;
  private final Patience patience;

  Senders(Vertx vertx, Patience patience) {
    this.vertx = vertx;
    this.patience = patience;
    // A connection for each message: one that was kept may be dead, and take it for nobody.
    this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
    this.http = new HttpPost(client, patience.http().toMillis());
  }

  Sender of(Notice.Target target) {
    Notice.Way way = target.way();
    if (way instanceof Notice.Ntfy ntfy) {
      return new NtfySender(http, ntfy);
    }
    if (way instanceof Notice.Webhook webhook) {
      return new WebhookSender(http, webhook);
    }
    return new MailSender(vertx, (Notice.Mail) way, patience.mail().toMillis());
  }

  /** A GET; fails with a {@link SendFailure}. */
  Future<Void> get(URI url) {
    return http.send(HttpMethod.GET, url, Map.of(), "");
  }

  /** Gives up what is on its way. */
  Future<Void> close() {
    return client.close();
  }
}
