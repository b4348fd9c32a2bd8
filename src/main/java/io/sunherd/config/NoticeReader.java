package io.sunherd.config;

import io.sunherd.config.Notice.Heartbeat;
import io.sunherd.config.Notice.Mail;
import io.sunherd.config.Notice.Ntfy;
import io.sunherd.config.Notice.Target;
import io.sunherd.config.Notice.Way;
import io.sunherd.config.Notice.Webhook;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the keys notify and heartbeat, without mistakes, into records. */
final class NoticeReader {
  private NoticeReader() {}

  static Notice read(JsonObject configuration) {
    return new Notice(
        HubConfigReader.list(configuration, "notify").stream()
            .map(target -> target((JsonObject) target))
            .toList(),
        heartbeat(configuration.getJsonObject("heartbeat")));
  }

  private static Target target(JsonObject target) {
    return new Target(
        way(target),
        texts(target, "kinds"),
        target.getString("severity", "info"),
        target.containsKey("delay")
            ? HubConfigReader.duration(target, "delay")
            : Notice.USUAL_DELAY);
  }

  private static Way way(JsonObject target) {
    Map<String, String> headers = Notice.headers(HubConfigReader.group(target, "headers").getMap());
    String ntfy = target.getString("ntfy");
    if (ntfy != null) {
      return new Ntfy(URI.create(ntfy), headers);
    }
    String webhook = target.getString("webhook");
    return webhook != null
        ? new Webhook(URI.create(webhook), headers, target.getString("body"))
        : mail(target.getJsonObject("mail"));
  }

  private static Mail mail(JsonObject mail) {
    return new Mail(
        URI.create(mail.getString("smtp")),
        mail.getString("from"),
        texts(mail, "to"),
        mail.getString("user"),
        mail.getString("password-file"),
        mail.getString("ca"));
  }

  private static List<String> texts(JsonObject in, String key) {
    return HubConfigReader.list(in, key).stream().map(Object::toString).toList();
  }

  private static @Nullable Heartbeat heartbeat(@Nullable JsonObject heartbeat) {
    return heartbeat == null
        ? null
        : new Heartbeat(
            URI.create(heartbeat.getString("url")),
            heartbeat.containsKey("every")
                ? HubConfigReader.duration(heartbeat, "every")
                : Notice.USUAL_BEAT);
  }
}
